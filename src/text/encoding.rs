//! From bytes of unknown encoding to text.
