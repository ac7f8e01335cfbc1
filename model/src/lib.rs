//! BigBirdPegasus and BigBird in Candle.
