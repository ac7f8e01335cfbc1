// An answer in short, which a model writes from its quotations.

export const gist = {
  name: 'In short',
  by: (model: string): string => `Written by ${model} from these quotations.`,
  write: 'Sum it up',
  writing: 'Summing it up',
  cancel: 'Cancel',
  written: (model: string): string => `In short, written by ${model}.`,
};
