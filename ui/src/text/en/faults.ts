// What went wrong, and what a person can do about it. The command line has its own catalogue, in
// `src-tauri/src/text/en`.

import type { AddressFault, ConnectFault, Damage, Fall, FileKind, ModelPart, ModelTask, Problem, RedirectFault, VariantFault } from '../../bridge';
import { NO_BREAK } from '../amounts';
import { shortened } from '../short';
import { counted } from './numbers';

const looksLike: Record<FileKind, string> = {
  archive: 'It looks like a ZIP archive or an Office document.',
  picture: 'It looks like a picture.',
  post_script: 'It looks like PostScript.',
  rich_text: 'It looks like a Rich Text document.',
  old_office: 'It looks like an old Word or Office document.',
  program: 'It looks like a program.',
  xml: 'It looks like XML.',
  text: 'It is plain text under the name of another kind of file.',
  device: 'It is a device or a pipe.',
  unknown: 'Its format is unknown.',
};

/** How Tesseract is installed on this system. */
function installTesseract(): string {
  const system = navigator.userAgent;
  if (system.includes('Windows')) {
    return 'with the installer tesseract-ocr-w64-setup, or with “winget install UB-Mannheim.TesseractOCR”.';
  }
  if (system.includes('Mac')) return 'with “brew install tesseract tesseract-lang”.';
  return 'on Debian and Ubuntu with “sudo apt install tesseract-ocr”, on Fedora with “sudo dnf install tesseract”.';
}

const parts: Record<ModelPart, string> = { config: 'config.json', weights: 'weights', tokenizer: 'tokenizer' };

const isNo: Record<ModelTask, string> = {
  summarize: 'This isn’t a summarization model of the BigBirdPegasus family',
  answer: 'This model doesn’t answer questions',
  embed: 'This model isn’t a sentence encoder',
  classify: 'This model doesn’t classify texts',
  classify_bases: 'This model doesn’t classify sequences',
  predict: 'This model doesn’t predict masked tokens',
  encode: 'This model has no encoder of the BigBird family',
};

const chooseA: Record<ModelTask, string> = {
  summarize: 'Choose a BigBirdPegasusForConditionalGeneration checkpoint.',
  answer: 'Choose a BigBirdForQuestionAnswering or BigBirdPegasusForQuestionAnswering checkpoint.',
  embed: 'Choose a sentence encoder with the layout of all-MiniLM-L6-v2.',
  classify: 'Choose a BigBirdForSequenceClassification or BigBirdPegasusForSequenceClassification checkpoint.',
  classify_bases: 'Choose a BigBirdForSequenceClassification or BigBirdForTokenClassification checkpoint.',
  predict: 'Choose a BigBirdForMaskedLM checkpoint.',
  encode: 'Choose a BigBird checkpoint, with any head or none.',
};

const pageRange = (first: number, last: number): string => (first === last ? `page ${first}` : `pages ${first}–${last}`);

const gigabytes = (bytes: number): string => `${tenths(bytes)}${NO_BREAK}GB`;
const megabytes = (bytes: number): string => `${Math.floor(bytes / 2 ** 20)}${NO_BREAK}MB`;
const tenths = (bytes: number): string => (bytes / 1e9).toLocaleString('en', { maximumFractionDigits: 1 });

/** `1.2 of 2.3 GB`. */
const arrived = (have: number, total: number | null): string =>
  total === null ? gigabytes(have) : `${tenths(have)} of ${gigabytes(total)}`;

const unreached: Record<ConnectFault, (host: string, through: string) => string> = {
  unknown_host: (host, through) => `Pagewing can’t find ${host}${through}.`,
  unreachable: (host, through) => `Pagewing can’t reach ${host}${through}.`,
  too_slow: (host, through) => `${host} doesn’t answer${through}.`,
  certificate: (host) => `The certificate of ${host} isn’t valid, so the connection may not be safe.`,
  no_certificates: (host) => `The system has no list of trusted certificates, so Pagewing can’t check ${host}.`,
  not_http: (host, through) => `${host} doesn’t answer like a web server${through}.`,
};

const redirected: Record<RedirectFault, string> = {
  too_many: 'too many times',
  circle: 'in a circle',
  unencrypted: 'to an address that isn’t encrypted',
  no_address: 'to nowhere',
};

function refusedVariant(variant: string, why: VariantFault): string {
  switch (why.kind) {
    case 'form':
      return `“${variant}” isn’t a substitution such as chr1:12345:A>G, with as many bases before the > as behind it.`;
    case 'no_record':
      return `The variant ${variant} names the record ${why.record}, which the file doesn’t have.`;
    case 'outside':
      return `The variant ${variant} lies behind the end of its record, which has ${why.length} bases.`;
    case 'differs':
      return `The variant ${variant} doesn’t fit the sequence, which has ${why.found} there.`;
    case 'gap':
      return `The variant ${variant} lies in a gap, where the sequence isn’t known.`;
  }
}

const refusedAddress: Record<AddressFault, string> = {
  other_kind: 'Pagewing opens web and mail addresses only.',
  too_long: 'This address is too long to be opened.',
  characters: 'This address has spaces or hidden characters, so Pagewing doesn’t open it.',
  credentials: 'This address carries a name or a password, so Pagewing doesn’t open it.',
  no_host: 'This address names no server and no recipient.',
  mail_fields: 'This address asks the mail program for more than a recipient, a subject and a text, so Pagewing doesn’t open it.',
};

function damaged(model: string, damage: Damage): string {
  switch (damage.kind) {
    case 'file_missing':
      return `${damage.file} of the model ${model} is missing.`;
    case 'other_size':
      return `${damage.file} of the model ${model} is damaged: it has ${damage.found} bytes and should have ${damage.expected}.`;
    case 'other_hash':
      return `${damage.file} of the model ${model} isn’t what it should be: its SHA-256 is another.`;
    case 'not_usable':
      return `The model ${model} can’t be used: ${damage.detail}.`;
    case 'unread':
      return {
        crashed: `The files of the model ${model} are broken in a way that crashed their reader, a separate process.`,
        took_too_long: `Reading the files of the model ${model} took too long, so Pagewing stopped.`,
        too_much_memory: `Reading the files of the model ${model} would take too much memory.`,
        not_started: `The files of the model ${model} weren’t read.`,
      }[damage.how];
    case 'newer':
      return `A newer Pagewing keeps the model ${model}.`;
    case 'folder_gone':
      return `The folder of the model ${model} is gone: ${damage.folder}.`;
  }
}

const unread: Record<Fall, string> = {
  crashed: 'The model’s files are broken in a way that crashed their reader, a separate process.',
  took_too_long: 'Reading the model’s files took too long, so Pagewing stopped.',
  too_much_memory: 'Reading the model’s files would take too much memory.',
  not_started: 'Pagewing couldn’t start the process that reads a model’s files first.',
};

const quoted = (names: readonly string[]): string => names.map((name) => `“${shortened(name)}”`).join(', ');

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
    case 'office_password':
      return 'This Office document is protected with a password, and Pagewing doesn’t open such documents.';
    case 'xfa_form':
      return 'This document is an XFA form: only Adobe Acrobat and programs like it show its contents, and its page only asks for one of them.';
    case 'rights_managed':
      return 'This document is protected by digital rights management (DRM): only the program that it was made for opens it.';
    case 'scanned':
      return fault.pages === 1
        ? 'This document is scanned: its page is a picture, without text to read.'
        : `This document is scanned: its ${counted(fault.pages, 'page is a picture', 'pages are pictures')}, without text to read.`;
    case 'not_recognized':
      return fault.pages === 1
        ? 'This document is scanned, and no text was recognized on its page.'
        : `This document is scanned, and no text was recognized on its ${counted(fault.pages, 'page', 'pages')}.`;
    case 'no_tesseract':
      return 'Tesseract, the program that recognizes the text of scanned pages, is not installed.';
    case 'no_text':
      return 'Pagewing found no text in this document.';
    case 'unreadable_fonts':
      return 'Pagewing can’t read the letters of this document: its fonts don’t say which ones they are.';
    case 'damaged':
      return 'The file is damaged: Pagewing can’t read any of it.';
    case 'too_large':
      return `The file is too large: it has ${megabytes(fault.bytes)}, and Pagewing reads ${megabytes(fault.limit)} at most.`;
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
    case 'not_fasta':
      return `This isn’t a sequence in FASTA: line ${fault.line} should be the name of a record.`;
    case 'wrong_letter':
      return `The record ${fault.record} has a letter that is no base: “${fault.letter}” in line ${fault.line}, column ${fault.column}.`;
    case 'protein_sequence':
      return `The record ${fault.record} in line ${fault.line} is a protein, and these models read DNA or RNA.`;
    case 'empty_record':
      return `The record ${fault.record} in line ${fault.line} has no bases.`;
    case 'too_many_records':
      return `The list of this file’s records would take more than ${megabytes(fault.limit)} of memory.`;
    case 'no_sequences':
      return 'This document has no sequences of DNA or RNA.';
    case 'variant_refused':
      return refusedVariant(fault.variant, fault.why);
    case 'no_such_class':
      return `The model has no class “${shortened(fault.wanted)}”. Its classes ${fault.more ? 'include' : 'are'} ${quoted(fault.known)}.`;
    case 'library_damaged':
      return `The library’s database ${fault.path} is damaged. Pagewing left it as it is.`;
    case 'library_too_new':
      return `A newer version of Pagewing wrote this library (format ${fault.found}; this version knows ${fault.known}).`;
    case 'library_away':
      return `The library was moved to ${fault.path}, and this folder isn’t there now.`;
    case 'library_in_use':
      return `Another window or command of Pagewing has the library ${fault.path} open.`;
    case 'disk_full':
      return `The disk is full: Pagewing can’t write ${fault.path}.`;
    case 'library_unwritable':
      return `Pagewing can’t write to ${fault.path}: ${fault.detail}.`;
    case 'not_in_library':
      return 'This document isn’t in the library.';
    case 'not_kept':
      return 'Pagewing doesn’t keep this any more: it was deleted.';
    case 'nothing_marked':
      return 'There is nothing to mark here.';
    case 'long_note':
      return `This text has ${fault.characters} characters; Pagewing keeps ${fault.limit} at most.`;
    case 'no_name':
      return 'A collection or a tag needs a name.';
    case 'name_taken':
      return `There is another “${fault.name}” already.`;
    case 'no_such_group':
      return `The library has no collection and no tag called “${fault.name}”.`;
    case 'not_a_bibliography':
      return `${fault.path} is neither a Zotero library nor BibTeX nor RIS.`;
    case 'bibliography_damaged':
      return `Pagewing can’t read the Zotero library ${fault.path}: ${fault.detail}.`;
    case 'nothing_to_export':
      return 'There is nothing to export.';
    case 'several_documents':
      return `Several documents in the library match “${shortened(fault.wanted)}”: ${fault.titles.map((title) => shortened(title)).join('; ')}.`;
    case 'export_unwritable':
      return `Pagewing can’t write ${fault.path}: ${fault.detail}.`;
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
    case 'model_wrong_labels':
      return `The model’s labels don’t match: its configuration names ${fault.labels}, and its weights tell ${fault.classes} classes apart.`;
    case 'model_unread':
      return unread[fault.how];
    case 'model_too_large':
      return `The model needs about ${gigabytes(fault.needed)} of memory, and only ${gigabytes(fault.available)} are free.`;
    case 'precision_not_here':
      if (fault.wanted === 'int8') return 'int8 is for processors; here the model runs on a graphics card.';
      return fault.on_card
        ? `${fault.wanted} is not among the precisions of this graphics card.`
        : `${fault.wanted} needs a graphics card that this build of Pagewing can use; here the model runs on the processor.`;
    case 'precision_lost':
      return 'This model was converted to int8, and the digits it lost can’t come back: it has no f32.';
    case 'model_setting':
      return `The model can’t do that: ${fault.detail}.`;
    case 'model_failed':
      return `The model failed: ${fault.detail}.`;
    case 'no_model':
      return 'No summarization model is installed.';
    case 'download_offline':
      return 'Downloads are switched off: the variable HF_HUB_OFFLINE is set.';
    case 'no_connection':
      return unreached[fault.fault](fault.host, fault.via === null ? '' : ` through the proxy ${fault.via}`);
    case 'connection_broken':
      return `The connection to ${fault.host} breaks off again and again, after ${arrived(fault.have, fault.total)}.`;
    case 'connection_stalled':
      return `${fault.host} sent nothing for ${fault.seconds} seconds.`;
    case 'not_authorized':
      if (fault.gated) return `The owner of this model decides who may download it from ${fault.host}.`;
      return fault.token_sent
        ? `${fault.host} doesn’t accept your token for this model.`
        : `${fault.host} doesn’t give this model to everybody, or doesn’t have it.`;
    case 'not_found_there':
      return `${fault.host} doesn’t have ${fault.file}.`;
    case 'server_refused':
      return `${fault.host} can’t answer at the moment: status ${fault.status}.`;
    case 'redirect_refused':
      return `${fault.host} redirects the download ${redirected[fault.fault]}.`;
    case 'server_wrong':
      return `${fault.host} sends another part of the file than Pagewing asked for.`;
    case 'web_page_instead':
      return `${fault.host} sends a web page instead of ${fault.file}.`;
    case 'lfs_pointer':
      return `${fault.host} sends a git-lfs pointer instead of ${fault.file}: the name of a file, and not the file.`;
    case 'size_differs':
      return `${fault.file} should have ${fault.expected} bytes, and it has ${fault.found}.`;
    case 'hash_differs':
      return `${fault.file} isn’t the file that was published: its SHA-256 is ${fault.found}, and it should be ${fault.expected}.`;
    case 'length_unknown':
      return `${fault.host} doesn’t say how long ${fault.file} is, so Pagewing couldn’t know that all of it arrived.`;
    case 'no_room':
      return `There isn’t enough space in ${fault.path}: ${gigabytes(fault.needed)} are needed, and ${gigabytes(fault.available)} are free.`;
    case 'file_too_large_for_disk':
      return `The disk can’t hold a file as large as ${fault.path}.`;
    case 'not_a_model_name':
      return `“${fault.name}” is neither the name nor the address of a model.`;
    case 'not_an_address':
      return `“${fault.address}” isn’t an address that begins with http:// or https://.`;
    case 'other_server':
      return `This address is on ${fault.host}, and Pagewing downloads models from ${fault.server}.`;
    case 'model_unknown':
      return `Pagewing doesn’t have the model ${fault.model}.`;
    case 'model_busy':
      return `Another job, or another program, is at work on ${fault.model}.`;
    case 'model_too_new':
      return `A newer version of Pagewing wrote the model ${fault.model}.`;
    case 'model_not_ready':
      return `The model ${fault.model} isn’t ready yet.`;
    case 'model_files_wrong':
      return damaged(fault.model, fault.damage);
    case 'not_supported_here':
      return `Pagewing doesn’t run models like ${fault.model}: it is a ${fault.architecture}.`;
    case 'repository_incomplete':
      return `The repository ${fault.model} has no ${parts[fault.part]}.`;
    case 'converted_already':
      return `${fault.model} is a fast copy already.`;
    case 'models_unwritable':
      return `Pagewing can’t write to ${fault.path}: ${fault.detail}.`;
    case 'models_unreadable':
      return `Pagewing can’t read ${fault.path}: ${fault.detail}.`;
    case 'model_path_not_unicode':
      return `Pagewing can’t keep the path ${fault.path}, because not all of it is Unicode.`;
    case 'ledger_failed':
      return `Pagewing can’t read or write its list of connections in ${fault.path}: ${fault.detail}. Without it, it opens none.`;
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
        ? `This document has no section “${shortened(fault.wanted)}”; Pagewing found no sections in it.`
        : `This document has no section “${shortened(fault.wanted)}”. Its sections ${fault.more ? 'include' : 'are'} ${quoted(fault.known)}.`;
    case 'no_pages':
      return 'This document has no pages: summarize all of it, or one section.';
    case 'no_such_pages':
      return `This document has no ${pageRange(fault.first, fault.last)}: it has ${counted(fault.pages, 'page', 'pages')}.`;
    case 'nothing_there':
      switch (fault.place.kind) {
        case 'section':
          return `There is no running text in the section “${shortened(fault.place.title)}”.`;
        case 'pages':
          return `There is no running text on ${pageRange(fault.place.first, fault.place.last)}.`;
        case 'selection':
          return 'There is no text in the selection.';
      }
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
    case 'address_refused':
      return refusedAddress[fault.why];
    case 'nothing_opens':
      return 'No program on this computer opens this address.';
    case 'quarantined':
      return `Pagewing crashed twice while working on “${shortened(fault.name)}”, so it doesn’t try again.`;
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
    case 'office_password':
      return 'Open it in Word and save a copy without the password.';
    case 'xfa_form':
      return 'Open it in Adobe Acrobat Reader and print it to a new PDF, which Pagewing reads.';
    case 'rights_managed':
      return 'If the publisher offers a copy without DRM, Pagewing reads that one.';
    case 'scanned':
    case 'unreadable_fonts':
      return `Recognize its text first. Pagewing does that with Tesseract, which you install ${installTesseract()}`;
    case 'no_tesseract':
      return `Install it: ${installTesseract()}`;
    case 'not_recognized':
      return 'The pages may be too faint or too coarse, or in a language that Tesseract has not installed.';
    case 'damaged':
    case 'worker_died':
      return 'Get the file again, or open it in another program and save or print it as a new file.';
    case 'too_large':
    case 'too_much_memory':
      return 'Split it into smaller documents.';
    case 'timed_out':
      return 'Try again when the computer is less busy. A long document can also be split into smaller ones.';
    case 'io':
      return 'Check that you have permission to open the file.';
    case 'not_fasta':
      return 'A record begins with a line such as “>chr1”, and its bases stand in the lines below.';
    case 'wrong_letter':
      return 'Bases are A, C, G, T, U and N, and the codes for several of them, in capitals or not. Correct the file, or take the letter out.';
    case 'protein_sequence':
      return 'Take the file with the nucleotides.';
    case 'empty_record':
      return 'Remove its line. If it should have bases, get the file again: the download may have been interrupted.';
    case 'too_many_records':
      return 'Split the file into several with fewer records.';
    case 'variant_refused':
      switch (fault.why.kind) {
        case 'no_record':
          return 'A record’s name is the first word behind its “>”.';
        case 'outside':
        case 'differs':
          return 'Positions count from 1. Check that the file is the assembly that the variant was called on.';
        case 'form':
        case 'gap':
          return null;
      }
    case 'library_damaged':
      return `“pagewing library repair” makes it anew with what can still be read; copies of your files are in ${fault.files}.`;
    case 'library_too_new':
      return 'Install the newest version of Pagewing.';
    case 'library_away':
      return 'Connect the disk that it is on, and start Pagewing again. Nothing is lost.';
    case 'library_in_use':
      return 'Close it and try again. Nothing was changed.';
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
    case 'model_wrong_labels':
      return 'Take config.json from where the weights come from, or correct its id2label.';
    case 'model_unread':
      return fault.how === 'not_started' ? 'Try again. If that doesn’t help, install Pagewing again.' : otherFiles;
    case 'model_too_large':
      if (fault.fits_in === 'int8') return 'Its fast copy would fit: make one on the Models page.';
      return fault.fits_in === null
        ? 'Close other programs, or choose a smaller model.'
        : `In ${fault.fits_in} it fits: choose that precision in the settings.`;
    case 'precision_not_here':
      if (fault.on_card && fault.wanted === 'bf16') return 'Use f16, which takes as little memory.';
      return fault.wanted === 'int8'
        ? 'To save memory on a graphics card, use f16 or bf16: half of what f32 needs.'
        : 'To save memory on a processor, use int8: a quarter of what f32 needs, and several times as fast.';
    case 'precision_lost':
      return 'Choose the folder that it was converted from, or use int8.';
    case 'no_model':
      return 'Choose a model folder first.';
    case 'download_offline':
      return 'Remove the variable HF_HUB_OFFLINE to download models.';
    case 'no_connection':
      return fault.fault === 'certificate' || fault.fault === 'no_certificates'
        ? 'Check the date and time of this computer, and whether your network inspects connections.'
        : resumeHint;
    case 'connection_broken':
    case 'connection_stalled':
      return resumeHint;
    case 'not_authorized':
      return fault.gated
        ? 'Ask for access on the model’s page, and set the variable HF_TOKEN to your token.'
        : 'Check the name; for a private model, set the variable HF_TOKEN to a token with access.';
    case 'not_found_there':
      return 'Check the name, and the revision if you gave one.';
    case 'server_refused':
    case 'server_wrong':
      return 'Try again later: what has arrived is kept.';
    case 'redirect_refused':
    case 'length_unknown':
      return 'If you use a mirror, check its address in the settings.';
    case 'web_page_instead':
      return 'Your network may want you to log in: open any page in a browser, then download again.';
    case 'lfs_pointer':
      return 'If you use a mirror, choose one that has the files themselves.';
    case 'size_differs':
    case 'hash_differs':
      return 'Download it again, from another server if it happens twice. Pagewing doesn’t use this file.';
    case 'no_room':
      return 'Free some space and download again: what has arrived is kept.';
    case 'file_too_large_for_disk':
      return 'Use a disk with another file system, such as NTFS, APFS or ext4.';
    case 'not_a_model_name':
      return 'Give it as owner/name, such as google/bigbird-pegasus-large-arxiv, or as the address of its page.';
    case 'not_an_address':
      return 'Check the address: a mirror has one such as https://hub.example.org, a proxy such as http://proxy.example.org:3128.';
    case 'other_server':
      return 'Give the model as owner/name, or enter this server as the mirror in the settings.';
    case 'model_unknown':
      return 'Download it first.';
    case 'model_busy':
      return 'Wait until it is done, or stop it.';
    case 'model_too_new':
      return 'Install the newest version of Pagewing.';
    case 'model_not_ready':
      return 'Go on with its download, or with its fast copy.';
    case 'model_files_wrong':
      if (fault.damage.kind === 'unread') return otherFiles;
      return fault.damage.kind === 'folder_gone'
        ? 'If it is on another disk, connect the disk. Otherwise remove the model and add its folder again.'
        : 'Download it again: Pagewing gets only what is wrong.';
    case 'not_supported_here':
      return 'It needs a model of the BigBird or BigBirdPegasus family, or a sentence encoder of the BERT family.';
    case 'repository_incomplete':
      return 'Look for a repository that has all files of the model.';
    case 'models_unwritable':
    case 'ledger_failed':
      return 'Check that the folder belongs to you and isn’t read-only.';
    case 'models_unreadable':
      return 'Check that you have permission to open it.';
    case 'model_path_not_unicode':
      return 'Rename the folder, or the one around it whose name has wrong letters, and add it again.';
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
    case 'address_refused':
      return 'You can copy it. Look at it well before you open it yourself.';
    case 'nothing_opens':
      return 'Copy it and paste it into your browser.';
    case 'quarantined':
      return 'You can try it again here. If Pagewing crashes once more, report it with the log file.';
    case 'long_note':
      return 'Shorten it.';
    case 'name_taken':
      return 'Choose another name.';
    case 'not_a_bibliography':
      return 'In Zotero, export the library as BibTeX or RIS with its files, or choose the file zotero.sqlite.';
    case 'bibliography_damaged':
      return 'Close Zotero and try again.';
    case 'nothing_to_export':
      return 'Summarize a document, ask it a question or write a note, and export again.';
    case 'several_documents':
      return 'Open it and export from its window.';
    case 'export_unwritable':
      return 'Choose another folder, or free some space on the disk.';
    case 'defect':
      return 'Your documents are safe. Please report it with the log file.';
    case 'no_such_class':
    case 'unknown_encryption':
    case 'no_text':
    case 'no_sequences':
    case 'cancelled':
    case 'not_in_library':
    case 'not_kept':
    case 'nothing_marked':
    case 'no_name':
    case 'no_such_group':
    case 'library_failed':
    case 'model_setting':
    case 'model_failed':
    case 'no_documents':
    case 'converted_already':
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

const resumeHint = 'Check the connection to the Internet and download again: what has arrived is kept.';

const otherFiles = 'Pagewing doesn’t use this model. Get its files from where they were published.';

const starterHint = 'The starter model is part of Pagewing: install it again, or set PAGEWING_STARTER=none to go without.';

export const faults = { message, hint };
