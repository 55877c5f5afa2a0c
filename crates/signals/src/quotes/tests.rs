//! Sentences of quotations.
