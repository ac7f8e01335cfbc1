// What a person can do about what went wrong.

import type { ModelTask, Problem } from '../../bridge';

/** How Tesseract is installed on this system. */
function installTesseract(): string {
  const system = navigator.userAgent;
  if (system.includes('Windows')) {
    return 'mit dem Installationsprogramm tesseract-ocr-w64-setup oder mit „winget install UB-Mannheim.TesseractOCR“.';
  }
  if (system.includes('Mac')) return 'mit „brew install tesseract tesseract-lang“.';
  return 'unter Debian und Ubuntu mit „sudo apt install tesseract-ocr tesseract-ocr-deu“, unter Fedora mit „sudo dnf install tesseract tesseract-langpack-deu“.';
}

const chooseA: Record<ModelTask, string> = {
  summarize: 'Gebraucht wird ein Ordner mit BigBirdPegasusForConditionalGeneration.',
  answer: 'Gebraucht wird ein Ordner mit BigBirdForQuestionAnswering oder BigBirdPegasusForQuestionAnswering.',
  embed: 'Gebraucht wird ein Modell mit dem Aufbau von all-MiniLM-L6-v2.',
  classify: 'Gebraucht wird ein Ordner mit BigBirdForSequenceClassification oder BigBirdPegasusForSequenceClassification.',
  classify_bases: 'Gebraucht wird ein Ordner mit BigBirdForSequenceClassification oder BigBirdForTokenClassification.',
  predict: 'Gebraucht wird ein Ordner mit BigBirdForMaskedLM.',
  encode: 'Gebraucht wird ein Ordner mit BigBird, mit irgendeinem Kopf oder ohne.',
};

const resumeHint = 'Prüfen Sie die Verbindung zum Internet, und laden Sie erneut herunter: Was angekommen ist, bleibt.';
const otherFiles = 'Pagewing verwendet dieses Modell nicht. Nehmen Sie seine Dateien von dort, wo sie veröffentlicht wurden.';

const starterHint = 'Das Startmodell gehört zu Pagewing: Installieren Sie es neu, oder setzen Sie PAGEWING_STARTER=none, um ohne auszukommen.';
const ownFolderHint = 'Prüfen Sie, ob der Ordner Ihnen gehört und nicht schreibgeschützt ist.';
const newestHint = 'Installieren Sie die neueste Version von Pagewing.';

/** What a person can do about a fault; null if there is nothing. */
export function hint(fault: Problem): string | null {
  switch (fault.code) {
    case 'not_found':
      return 'Vielleicht wurde sie verschoben oder umbenannt.';
    case 'is_folder':
      return 'Wählen Sie die Dateien darin aus.';
    case 'empty':
      return 'Vielleicht ist der Download abgebrochen. Laden Sie die Datei noch einmal herunter.';
    case 'unsupported_format':
      return 'Pagewing liest PDF, reinen Text, Markdown, HTML, DOCX und EPUB.';
    case 'password_needed':
    case 'password_wrong':
      return 'Gebraucht wird das Passwort, das es in einem PDF-Programm öffnet.';
    case 'office_password':
      return 'Öffnen Sie es in Word, und speichern Sie eine Kopie ohne Passwort.';
    case 'xfa_form':
      return 'Öffnen Sie es in Adobe Acrobat Reader, und drucken Sie es in ein neues PDF, das Pagewing liest.';
    case 'rights_managed':
      return 'Vielleicht hat der Verlag eine Ausgabe ohne DRM: Die liest Pagewing.';
    case 'scanned':
    case 'unreadable_fonts':
      return `Zuerst muss sein Text erkannt werden. Das macht Pagewing mit Tesseract; installieren lässt es sich ${installTesseract()}`;
    case 'no_tesseract':
      return `Installieren lässt es sich ${installTesseract()}`;
    case 'not_recognized':
      return 'Vielleicht sind die Seiten zu blass oder zu grob, oder für ihre Sprache ist in Tesseract nichts installiert.';
    case 'damaged':
    case 'worker_died':
      return 'Besorgen Sie die Datei noch einmal, oder öffnen Sie sie in einem anderen Programm und speichern oder drucken Sie sie als neue Datei.';
    case 'too_large':
    case 'too_much_memory':
      return 'Teilen Sie es in kleinere Dokumente.';
    case 'timed_out':
      return 'Versuchen Sie es noch einmal, wenn der Computer weniger zu tun hat. Ein langes Dokument lässt sich auch in kleinere teilen.';
    case 'io':
      return 'Prüfen Sie, ob Sie die Datei öffnen dürfen.';
    case 'not_fasta':
      return 'Ein Eintrag beginnt mit einer Zeile wie „>chr1“, und seine Basen stehen in den Zeilen darunter.';
    case 'wrong_letter':
      return 'Basen sind A, C, G, T, U und N und die Codes für mehrere davon, groß oder klein. Berichtigen Sie die Datei, oder nehmen Sie den Buchstaben heraus.';
    case 'protein_sequence':
      return 'Nehmen Sie die Datei mit den Nukleotiden.';
    case 'empty_record':
      return 'Entfernen Sie seine Zeile. Sollte er Basen haben, laden Sie die Datei noch einmal herunter: Vielleicht ist der Download abgebrochen.';
    case 'too_many_records':
      return 'Teilen Sie die Datei in mehrere mit weniger Einträgen.';
    case 'variant_refused':
      switch (fault.why.kind) {
        case 'no_record':
          return 'Der Name eines Eintrags ist das erste Wort hinter seinem „>“.';
        case 'outside':
        case 'differs':
          return 'Positionen zählen ab 1. Prüfen Sie, ob die Datei das Genom ist, in dem die Variante bestimmt wurde.';
        case 'form':
        case 'gap':
          return null;
      }
    case 'library_damaged':
      return `„pagewing library repair“ legt sie aus dem neu an, was sich noch lesen lässt; Kopien Ihrer Dateien liegen in ${fault.files}.`;
    case 'library_too_new':
    case 'model_too_new':
      return newestHint;
    case 'library_away':
      return 'Schließen Sie den Datenträger an, auf dem sie liegt, und starten Sie Pagewing noch einmal. Nichts ist verloren.';
    case 'library_in_use':
      return 'Schließen Sie es, und versuchen Sie es noch einmal. Nichts wurde geändert.';
    case 'disk_full':
      return 'Schaffen Sie Platz, und versuchen Sie es noch einmal.';
    case 'library_unwritable':
    case 'models_unwritable':
    case 'ledger_failed':
      return ownFolderHint;
    case 'content_damaged':
      return 'Entfernen Sie das Dokument, und fügen Sie seine Datei noch einmal hinzu.';
    case 'model_missing':
      return fault.starter ? starterHint : 'Vielleicht wurde er verschoben oder umbenannt. Wählen Sie ihn noch einmal aus.';
    case 'model_incomplete':
      return fault.starter
        ? starterHint
        : 'Gebraucht werden config.json, model.safetensors oder pytorch_model.bin und spiece.model oder tokenizer.json.';
    case 'model_wrong_architecture':
      return fault.starter ? starterHint : chooseA[fault.wanted];
    case 'model_truncated':
      return fault.starter ? starterHint : 'Vielleicht ist der Download abgebrochen. Laden Sie die Datei noch einmal herunter.';
    case 'model_damaged':
      return fault.starter ? starterHint : 'Laden Sie die Dateien des Ordners noch einmal herunter, alle von derselben Stelle.';
    case 'model_other_version':
      if (fault.starter) return starterHint;
      return fault.newer
        ? 'Aktualisieren Sie Pagewing, oder legen Sie mit dieser Version eine schnelle Kopie des Originals an.'
        : 'Legen Sie noch einmal eine schnelle Kopie des Originals an.';
    case 'model_wrong_tokenizer':
      return fault.starter ? starterHint : 'Nehmen Sie die Dateien des Tokenizers von dort, wo die Gewichte herkommen.';
    case 'model_wrong_labels':
      return 'Nehmen Sie config.json von dort, wo die Gewichte herkommen, oder berichtigen Sie id2label darin.';
    case 'model_unread':
      return fault.how === 'not_started'
        ? 'Versuchen Sie es noch einmal. Hilft das nicht, dann installieren Sie Pagewing neu.'
        : otherFiles;
    case 'model_too_large':
      if (fault.fits_in === 'int8') return 'Seine schnelle Kopie würde passen: Sie lässt sich auf der Seite „Modelle“ anlegen.';
      return fault.fits_in === null
        ? 'Schließen Sie andere Programme, oder wählen Sie ein kleineres Modell.'
        : `In ${fault.fits_in} passt es: Wählen Sie diese Genauigkeit in den Einstellungen.`;
    case 'precision_not_here':
      if (fault.on_card && fault.wanted === 'bf16') return 'Nehmen Sie f16: Es braucht ebenso wenig Arbeitsspeicher.';
      return fault.wanted === 'int8'
        ? 'Arbeitsspeicher sparen auf einer Grafikkarte f16 oder bf16: Sie brauchen die Hälfte von f32.'
        : 'Arbeitsspeicher spart auf einem Prozessor int8: Es braucht ein Viertel von f32 und ist mehrmals so schnell.';
    case 'precision_lost':
      return 'Wählen Sie den Ordner, aus dem es umgewandelt wurde, oder int8.';
    case 'no_model':
      return 'Wählen Sie zuerst den Ordner eines Modells aus.';
    case 'download_offline':
      return 'Um Modelle herunterzuladen, darf die Variable HF_HUB_OFFLINE nicht gesetzt sein.';
    case 'no_connection':
      return fault.fault === 'certificate' || fault.fault === 'no_certificates'
        ? 'Prüfen Sie Datum und Uhrzeit dieses Computers, und ob Ihr Netz Verbindungen mitliest.'
        : resumeHint;
    case 'connection_broken':
    case 'connection_stalled':
      return resumeHint;
    case 'not_authorized':
      return fault.gated
        ? 'Bitten Sie auf der Webseite des Modells um Zugang, und setzen Sie die Variable HF_TOKEN auf Ihr Token.'
        : 'Prüfen Sie den Namen. Für ein privates Modell gehört in die Variable HF_TOKEN ein Token mit Zugang.';
    case 'not_found_there':
      return 'Prüfen Sie den Namen und die Revision, falls Sie eine angegeben haben.';
    case 'server_refused':
    case 'server_wrong':
      return 'Versuchen Sie es später noch einmal: Was angekommen ist, bleibt.';
    case 'redirect_refused':
    case 'length_unknown':
      return 'Bei einem Spiegelserver: Prüfen Sie seine Adresse in den Einstellungen.';
    case 'web_page_instead':
      return 'Vielleicht verlangt Ihr Netz eine Anmeldung: Öffnen Sie irgendeine Webseite, und laden Sie dann erneut herunter.';
    case 'lfs_pointer':
      return 'Bei einem Spiegelserver: Nehmen Sie einen, der die Dateien selbst hat.';
    case 'size_differs':
    case 'hash_differs':
      return 'Laden Sie sie noch einmal herunter; geschieht es wieder, dann von einem anderen Server. Diese Datei verwendet Pagewing nicht.';
    case 'no_room':
      return 'Schaffen Sie Platz, und laden Sie erneut herunter: Was angekommen ist, bleibt.';
    case 'file_too_large_for_disk':
      return 'Nehmen Sie einen Datenträger mit einem anderen Dateisystem, etwa NTFS, APFS oder ext4.';
    case 'not_a_model_name':
      return 'Er hat die Form Besitzer/Name, etwa google/bigbird-pegasus-large-arxiv; die Adresse der Webseite geht auch.';
    case 'not_an_address':
      return 'Prüfen Sie die Adresse: Ein Spiegelserver hat eine wie https://hub.example.org, ein Proxy eine wie http://proxy.example.org:3128.';
    case 'other_server':
      return 'Geben Sie das Modell als Besitzer/Name an, oder tragen Sie diesen Server in den Einstellungen als Spiegelserver ein.';
    case 'model_unknown':
      return 'Laden Sie es zuerst herunter.';
    case 'model_busy':
      return 'Warten Sie, bis sie fertig ist, oder beenden Sie sie.';
    case 'model_not_ready':
      return 'Setzen Sie seinen Download fort oder das Anlegen seiner schnellen Kopie.';
    case 'model_files_wrong':
      if (fault.damage.kind === 'unread') return otherFiles;
      return fault.damage.kind === 'folder_gone'
        ? 'Liegt er auf einem anderen Datenträger, dann schließen Sie ihn an. Sonst entfernen Sie das Modell, und fügen Sie seinen Ordner noch einmal hinzu.'
        : 'Laden Sie es noch einmal herunter: Pagewing holt nur, was falsch ist.';
    case 'not_supported_here':
      return 'Gebraucht wird ein Modell der Familie BigBird oder BigBirdPegasus oder eines der Familie BERT, das Sätze in Vektoren verwandelt.';
    case 'repository_incomplete':
      return 'Suchen Sie ein Repository, das alle Dateien des Modells hat.';
    case 'models_unreadable':
      return 'Prüfen Sie, ob Sie den Ordner öffnen dürfen.';
    case 'model_path_not_unicode':
      return 'Benennen Sie den Ordner um, oder den um ihn herum, dessen Name falsche Buchstaben hat, und fügen Sie ihn noch einmal hinzu.';
    case 'empty_question':
    case 'no_words':
      return 'Fragen Sie in einem Satz, etwa: How many patients took part?';
    case 'long_question':
      return 'Fragen Sie eines nach dem anderen, in einem Satz.';
    case 'settings_unreadable':
    case 'settings_unwritable':
      return 'Prüfen Sie, ob es den Ordner gibt und ob er Ihnen gehört.';
    case 'no_home':
      return 'Setzen Sie die Variable PAGEWING_HOME auf einen Ordner.';
    case 'temporary_unwritable':
      return 'Prüfen Sie, wie viel Platz im Ordner für vorübergehende Dateien frei ist.';
    case 'reading_wrong':
      return 'Installieren Sie Pagewing neu.';
    case 'example_unwritable':
      return 'Schaffen Sie Platz auf dem Datenträger, oder nehmen Sie ein eigenes Dokument.';
    case 'no_window':
      return 'In einem Terminal geht: pagewing summarize DATEI';
    case 'address_refused':
      return 'Sie lässt sich kopieren. Sehen Sie sie genau an, bevor Sie sie selbst öffnen.';
    case 'nothing_opens':
      return 'Kopieren Sie sie, und fügen Sie sie im Browser ein.';
    case 'quarantined':
      return 'Hier lässt es sich erneut versuchen. Stürzt Pagewing wieder ab, melden Sie es mit der Logdatei.';
    case 'long_note':
      return 'Kürzen Sie ihn.';
    case 'name_taken':
      return 'Wählen Sie einen anderen Namen.';
    case 'not_a_bibliography':
      return 'Exportieren Sie die Bibliothek in Zotero mit ihren Dateien als BibTeX oder RIS, oder wählen Sie die Datei zotero.sqlite.';
    case 'bibliography_damaged':
      return 'Schließen Sie Zotero, und versuchen Sie es noch einmal.';
    case 'nothing_to_export':
      return 'Fassen Sie ein Dokument zusammen, fragen Sie etwas oder schreiben Sie eine Notiz, und exportieren Sie dann.';
    case 'several_documents':
      return 'Öffnen Sie das richtige, und exportieren Sie aus seinem Fenster.';
    case 'export_unwritable':
      return 'Wählen Sie einen anderen Ordner, oder schaffen Sie Platz auf dem Datenträger.';
    case 'defect':
      return 'Ihre Dokumente sind sicher. Melden Sie den Fehler, am besten mit der Logdatei.';
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
