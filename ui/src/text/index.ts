// Every word of the window, in the language in use.

export { followLanguage, speak, text } from './language.svelte';
export { questionPut } from './put';
export { shortened } from './short';
export type { Text } from './en';
