"""The quality marks this computer knows, their editions, trials and exchange with others."""
