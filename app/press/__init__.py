"""The press: the child process that draws, signs and verifies, and alone holds the key."""
