//! Names across scripts: who and what is the same in English and in Korean.
