//! Model files: pinned, verified, cached.
