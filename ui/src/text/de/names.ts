// Names that Pagewing gives itself, which come from Rust in English.

/** The starter model's name in Rust, `NAME` in src-tauri/src/weights/starter.rs. */
const STARTER = 'starter model';

/** The titles of Pagewing's list, which assets/catalogue.json gives in English. */
const TITLES: Readonly<Record<string, string>> = {
  'Research papers': 'Forschungsarbeiten',
  'Medicine and biology': 'Medizin und Biologie',
  Patents: 'Patente',
  'Questions of general knowledge': 'Fragen des Allgemeinwissens',
  'Questions that people ask': 'Fragen aus dem Alltag',
  'Small and quick': 'Klein und schnell',
  'More exact': 'Genauer',
};

/** A model's name. The starter model has a common noun for a name. */
export const modelName = (name: string): string => (name === STARTER ? 'Startmodell' : (TITLES[name] ?? name));

/** A model behind "von": who wrote or read something. */
export const byModel = (name: string): string => (name === STARTER ? 'vom Startmodell' : `von ${name}`);
