// What a person can do about what went wrong.

import type { ModelTask, Problem } from '../../bridge';

/** How Tesseract is installed on this system. */
function installTesseract(): string {
  const system = navigator.userAgent;
  if (system.includes('Windows')) {
    return 'with the installer tesseract-ocr-w64-setup, or with “winget install UB-Mannheim.TesseractOCR”.';
  }
  if (system.includes('Mac')) return 'with “brew install tesseract tesseract-lang”.';
  return 'on Debian and Ubuntu with “sudo apt install tesseract-ocr”, on Fedora with “sudo dnf install tesseract”.';
}

const chooseA: Record<ModelTask, string> = {
  summarize: 'Choose a BigBirdPegasusForConditionalGeneration checkpoint.',
  answer: 'Choose a BigBirdForQuestionAnswering or BigBirdPegasusForQuestionAnswering checkpoint.',
  embed: 'Choose a sentence encoder with the layout of all-MiniLM-L6-v2.',
  classify: 'Choose a BigBirdForSequenceClassification or BigBirdPegasusForSequenceClassification checkpoint.',
  classify_bases: 'Choose a BigBirdForSequenceClassification or BigBirdForTokenClassification checkpoint.',
  predict: 'Choose a BigBirdForMaskedLM checkpoint.',
  encode: 'Choose a BigBird checkpoint, with any head or none.',
};

const resumeHint = 'Check the connection to the Internet and download again: what has arrived is kept.';

const otherFiles = 'Pagewing doesn’t use this model. Get its files from where they were published.';

const starterHint = 'The starter model is part of Pagewing: install it again, or set PAGEWING_STARTER=none to go without.';

/** What a person can do about a fault; null if there is nothing. */
export function hint(fault: Problem): string | null {
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
