// Names that Pagewing gives itself, which come from Rust in English.

/** The starter model's name in Rust, `NAME` in src-tauri/src/weights/starter.rs. */
const STARTER = 'starter model';

/** A model's name. The starter model has a common noun for a name. */
export const modelName = (name: string): string => (name === STARTER ? 'Startmodell' : name);

/** A model behind "von": who wrote or read something. */
export const byModel = (name: string): string => (name === STARTER ? 'vom Startmodell' : `von ${name}`);
