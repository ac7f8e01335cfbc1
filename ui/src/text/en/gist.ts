// An answer in short, which a model writes from its quotations.

export const gist = {
  name: 'In short',
  by: (model: string): string => `Written by ${model} from these quotations.`,
  write: 'Write it in short',
  writing: 'Writing in short',
  cancel: 'Cancel',
  written: (model: string): string => `In short, written by ${model}.`,
};
