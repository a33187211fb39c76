"""Question → verified answer, and the doors that show it: terminal and HTTP."""
