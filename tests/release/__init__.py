"""What a release consists of, and the rules that it has to keep."""
