"""What needs a human next: the doubts of each incident, noted as it is settled, and the queue made of them.

``kinds.py`` says what is in doubt and how important that is; ``keeping.py`` notes it; ``asking.py`` puts the
queue together; ``wording.py`` says each doubt as a question.
"""
