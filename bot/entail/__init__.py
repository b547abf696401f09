"""Does a passage back a sentence? The parts of the gate, which `bot/verify.py` puts together; pure."""
