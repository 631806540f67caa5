"""The actions of the integration, a module for each topic."""
