"""Control statements: who gains, loses, holds, contests or besieges a place."""
