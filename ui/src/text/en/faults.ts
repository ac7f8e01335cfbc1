// What went wrong, and what a person can do about it. The command line has its own catalogue, in
// `src-tauri/src/text/en`.

import type { AddressFault, ConnectFault, Damage, Fall, FileKind, ModelPart, ModelTask, Problem, RedirectFault, VariantFault } from '../../bridge';
import { NO_BREAK } from '../amounts';
import { shortened } from '../short';
import { hint } from './hints';
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

export const faults = { message, hint };
