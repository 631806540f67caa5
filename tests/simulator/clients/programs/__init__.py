"""Programs that use such a client; they run in the environment of the clients."""
