"""Whatever arrives, nothing breaks, and no device disturbs another."""
