//! Every sentence that the command line says, and the `message`s in its JSON. Facts come here as enums; the
//! window has a catalogue of its own in `ui/src/text`.

pub(crate) mod notes;
