// What went wrong, and what a person can do about it. The command line has its own catalogue, in
// `src-tauri/src/text/faults.rs`.

import type { FileKind, ModelPart, ModelTask, Problem } from '../../bridge';
import { counted } from './numbers';

const looksLike: Record<FileKind, string> = {
  archive: 'It looks like a ZIP archive or an Office document.',
  picture: 'It looks like a picture.',
  post_script: 'It looks like PostScript.',
  rich_text: 'It looks like a Rich Text document.',
  old_office: 'It looks like an old Word or Office document.',
  program: 'It looks like a program.',
  xml: 'It looks like XML.',
  text: 'It looks like plain text of another kind.',
  device: 'It is a device or a pipe.',
  unknown: 'Its format is unknown.',
};

const parts: Record<ModelPart, string> = { config: 'config.json', weights: 'weights', tokenizer: 'tokenizer' };

const isNo: Record<ModelTask, string> = {
  summarize: 'This isn’t a summarization model of the BigBirdPegasus family',
  answer: 'This model doesn’t answer questions',
  embed: 'This model isn’t a sentence encoder',
};

const chooseA: Record<ModelTask, string> = {
  summarize: 'Choose a BigBirdPegasusForConditionalGeneration checkpoint.',
  answer: 'Choose a BigBirdForQuestionAnswering or BigBirdPegasusForQuestionAnswering checkpoint.',
  embed: 'Choose a sentence encoder with the layout of all-MiniLM-L6-v2.',
};

const pageRange = (first: number, last: number): string => (first === last ? `page ${first}` : `pages ${first}–${last}`);

const gigabytes = (bytes: number): string => (bytes / 1e9).toLocaleString('en', { maximumFractionDigits: 1 });

const quoted = (names: readonly string[]): string => names.map((name) => `“${name}”`).join(', ');

/** What happened, in a sentence. */
function message(fault: Problem): string {
  switch (fault.code) {
    case 'not_found':
      return fault.path === null ? 'File not found.' : `File not found: ${fault.path}.`;
    case 'is_folder':
      return fault.path === null ? 'This is a folder, not a document.' : `${fault.path} is a folder, not a document.`;
    case 'empty':
      return 'The file is empty.';
    case 'unsupported_format':
      return `Pagewing can’t open this file. ${looksLike[fault.found]}`;
    case 'password_needed':
      return 'This document is protected by a password.';
    case 'password_wrong':
      return 'The password doesn’t open this document.';
    case 'unknown_encryption':
      return 'This document uses a kind of encryption that Pagewing doesn’t support.';
    case 'scanned':
      return fault.pages === 1
        ? 'This document is scanned: its page is a picture, without text to read.'
        : `This document is scanned: its ${counted(fault.pages, 'page is a picture', 'pages are pictures')}, without text to read.`;
    case 'no_text':
      return 'Pagewing found no running text in this document.';
    case 'unreadable_fonts':
      return 'Pagewing can’t read the letters of this document: its fonts don’t say which ones they are.';
    case 'damaged':
      return 'The file is damaged: Pagewing can’t read any of its pages.';
    case 'too_large':
      return `The file is too large: it has ${Math.floor(fault.bytes / 2 ** 20)} MB, and Pagewing reads ${Math.floor(fault.limit / 2 ** 20)} MB at most.`;
    case 'too_much_memory':
      return 'Reading this document would take too much memory.';
    case 'timed_out':
      return 'Reading this document took too long, so Pagewing stopped.';
    case 'worker_died':
      return 'The document is broken in a way that crashed the reader.';
    case 'cancelled':
      return 'Cancelled.';
    case 'io':
      return `Pagewing can’t read ${fault.path ?? 'the file'}: ${fault.detail}.`;
    case 'library_damaged':
      return `The library’s database ${fault.path} is damaged. Pagewing left it as it is.`;
    case 'library_too_new':
      return `A newer version of Pagewing wrote this library (format ${fault.found}; this version knows ${fault.known}).`;
    case 'disk_full':
      return `The disk is full: Pagewing can’t write ${fault.path}.`;
    case 'library_unwritable':
      return `Pagewing can’t write to ${fault.path}: ${fault.detail}.`;
    case 'not_in_library':
      return 'This document isn’t in the library.';
    case 'content_damaged':
      return `Pagewing can’t read back what it saved of this document: ${fault.detail}.`;
    case 'library_failed':
      return `The library’s database reported an error: ${fault.detail}.`;
    case 'model_missing':
      return `Model folder not found: ${fault.folder}.`;
    case 'model_incomplete':
      return `The model folder is incomplete: it has no ${parts[fault.part]}.`;
    case 'model_wrong_architecture':
      return `${isNo[fault.wanted]}: it is ${fault.found}.`;
    case 'model_truncated':
      return `The model’s weights are truncated: ${fault.detail}.`;
    case 'model_damaged':
      return `The model folder is damaged: ${fault.detail}.`;
    case 'model_other_version':
      return fault.newer
        ? 'A newer version of Pagewing made this fast copy.'
        : 'An older version of Pagewing made this fast copy, in a form that is no longer read.';
    case 'model_wrong_tokenizer':
      return `The tokenizer doesn’t belong to this model: it has ${fault.tokenizer} tokens, the model has ${fault.model}.`;
    case 'model_too_large':
      return `The model needs about ${gigabytes(fault.needed)} GB of memory, and only ${gigabytes(fault.available)} GB are free.`;
    case 'precision_not_here':
      return fault.wanted === 'int8'
        ? 'int8 is for processors; here the model runs on a graphics card.'
        : `${fault.wanted} needs a graphics card that this build of Pagewing can use; here the model runs on the processor.`;
    case 'precision_lost':
      return 'This model was converted to int8, and the digits it lost can’t come back: it has no f32.';
    case 'model_setting':
      return `The model can’t do that: ${fault.detail}.`;
    case 'model_failed':
      return `The model failed: ${fault.detail}.`;
    case 'no_model':
      return 'No summarization model is installed.';
    case 'empty_question':
      return 'The question is empty.';
    case 'long_question':
      return `The question has ${fault.characters} characters; Pagewing takes ${fault.limit} at most.`;
    case 'no_words':
      return 'The question has no words.';
    case 'no_documents':
      return 'There are no documents to ask.';
    case 'no_section':
      return fault.known.length === 0
        ? `This document has no section “${fault.wanted}”; Pagewing found no sections in it.`
        : `This document has no section “${fault.wanted}”. Its sections ${fault.more ? 'include' : 'are'} ${quoted(fault.known)}.`;
    case 'no_pages':
      return 'This document has no pages: summarize all of it, or one section.';
    case 'no_such_pages':
      return `This document has no ${pageRange(fault.first, fault.last)}: it has ${counted(fault.pages, 'page', 'pages')}.`;
    case 'nothing_there':
      return fault.place.kind === 'section'
        ? `There is no running text in the section “${fault.place.title}”.`
        : `There is no running text on ${pageRange(fault.place.first, fault.place.last)}.`;
    case 'settings_unreadable':
      return `Pagewing can’t read the settings in ${fault.path}: ${fault.detail}.`;
    case 'settings_unwritable':
      return `Pagewing can’t write the settings to ${fault.path}: ${fault.detail}.`;
    case 'no_home':
      return 'The system doesn’t say where your files belong.';
    case 'temporary_unwritable':
      return `Pagewing can’t write a temporary file: ${fault.detail}.`;
    case 'reading_wrong':
      return 'Pagewing read its own test page wrongly.';
    case 'example_unwritable':
      return `Pagewing can’t unpack the example paper: ${fault.detail}.`;
    case 'no_window':
      return `Pagewing can’t open its window: ${fault.detail}.`;
    case 'quarantined':
      return `Pagewing crashed twice while working on “${fault.name}”, so it doesn’t try again.`;
    case 'defect':
      return 'Pagewing made a mistake. This is a bug.';
    case 'closing':
      return 'Pagewing is closing.';
    case 'earlier':
      return fault.said;
    case 'unexpected':
      return fault.detail;
  }
}

/** What a person can do about it; null if there is nothing. */
function hint(fault: Problem): string | null {
  switch (fault.code) {
    case 'not_found':
      return 'It may have been moved or renamed.';
    case 'is_folder':
      return 'Choose the files inside it.';
    case 'empty':
      return 'The download may have been interrupted. Get the file again.';
    case 'unsupported_format':
      return 'Pagewing reads PDF, plain text, Markdown, HTML, DOCX and EPUB.';
    case 'password_needed':
    case 'password_wrong':
      return 'Give the password that opens it in a PDF viewer.';
    case 'scanned':
    case 'unreadable_fonts':
      return 'Run it through text recognition first, for example with OCRmyPDF, then drop the new file.';
    case 'damaged':
    case 'worker_died':
      return 'Open it in a PDF viewer and print it to a new PDF, or get the file again.';
    case 'too_large':
    case 'too_much_memory':
    case 'timed_out':
      return 'Split it into smaller documents.';
    case 'io':
      return 'Check that you have permission to open the file.';
    case 'library_damaged':
      return `Move it away to start with an empty library; copies of your files are in ${fault.files}.`;
    case 'library_too_new':
      return 'Install the newest version of Pagewing.';
    case 'disk_full':
      return 'Free some space and try again.';
    case 'library_unwritable':
      return 'Check that the folder belongs to you and isn’t read-only.';
    case 'content_damaged':
      return 'Remove the document and add its file again.';
    case 'model_missing':
      return fault.starter ? starterHint : 'It may have been moved or renamed. Choose it again.';
    case 'model_incomplete':
      return fault.starter
        ? starterHint
        : 'It needs config.json, model.safetensors or pytorch_model.bin, and spiece.model or tokenizer.json.';
    case 'model_wrong_architecture':
      return fault.starter ? starterHint : chooseA[fault.wanted];
    case 'model_truncated':
      return fault.starter ? starterHint : 'The download may have been interrupted. Get the file again.';
    case 'model_damaged':
      return fault.starter ? starterHint : 'Get the folder’s files again, all from the same place.';
    case 'model_other_version':
      if (fault.starter) return starterHint;
      return fault.newer
        ? 'Update Pagewing, or make a fast copy of the original model with this version.'
        : 'Make a fast copy of the original model again.';
    case 'model_wrong_tokenizer':
      return fault.starter ? starterHint : 'Take the tokenizer’s files from where the weights come from.';
    case 'model_too_large':
      return 'Close other programs, or choose a smaller model.';
    case 'precision_not_here':
      return fault.wanted === 'int8'
        ? 'To save memory on a graphics card, use f16 or bf16: half of what f32 needs.'
        : 'To save memory on a processor, use int8: a quarter of what f32 needs, and several times as fast.';
    case 'precision_lost':
      return 'Choose the folder that it was converted from, or use int8.';
    case 'no_model':
      return 'Choose a model folder first.';
    case 'empty_question':
    case 'no_words':
      return 'Ask in a sentence, such as: How many patients took part?';
    case 'long_question':
      return 'Ask one thing at a time, in a sentence.';
    case 'settings_unreadable':
    case 'settings_unwritable':
      return 'Check that the folder exists and belongs to you.';
    case 'no_home':
      return 'Set the variable PAGEWING_HOME to a folder.';
    case 'temporary_unwritable':
      return 'Check the free space in the folder for temporary files.';
    case 'reading_wrong':
      return 'Install Pagewing again.';
    case 'example_unwritable':
      return 'Free some space on the disk, or drop a paper of your own.';
    case 'no_window':
      return 'In a terminal, try: pagewing summarize FILE';
    case 'quarantined':
      return 'Add it again to try once more.';
    case 'defect':
      return 'Your documents are safe. Please report it with the log file.';
    case 'unknown_encryption':
    case 'no_text':
    case 'cancelled':
    case 'not_in_library':
    case 'library_failed':
    case 'model_setting':
    case 'model_failed':
    case 'no_documents':
    case 'no_section':
    case 'no_pages':
    case 'no_such_pages':
    case 'nothing_there':
    case 'closing':
    case 'unexpected':
      return null;
    case 'earlier':
      return fault.advice;
  }
}

const starterHint = 'The starter model is part of Pagewing: install it again, or set PAGEWING_STARTER=none to go without.';

export const faults = { message, hint };
