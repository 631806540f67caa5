"""Each platform, driven both ways through a simulated cloud."""
