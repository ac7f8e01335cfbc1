; Puts Pagewing into "Open with" for each format that it reads, without becoming the first program for any. The installer's own
; associations would write over the default of the format.

; The names in ${} are defined after this file is included, and before its macros are used.

!macro PAGEWING_OPENS EXTENSION
  WriteRegStr SHCTX "Software\Classes\Applications\${MAINBINARYNAME}.exe\SupportedTypes" ".${EXTENSION}" ""
!macroend

!macro NSIS_HOOK_POSTINSTALL
  WriteRegStr SHCTX "Software\Classes\Applications\${MAINBINARYNAME}.exe" "FriendlyAppName" "${PRODUCTNAME}"
  WriteRegStr SHCTX "Software\Classes\Applications\${MAINBINARYNAME}.exe\shell\open\command" "" '"$INSTDIR\${MAINBINARYNAME}.exe" "%1"'
  !insertmacro PAGEWING_OPENS "pdf"
  !insertmacro PAGEWING_OPENS "txt"
  !insertmacro PAGEWING_OPENS "md"
  !insertmacro PAGEWING_OPENS "markdown"
  !insertmacro PAGEWING_OPENS "html"
  !insertmacro PAGEWING_OPENS "htm"
  !insertmacro PAGEWING_OPENS "xhtml"
  !insertmacro PAGEWING_OPENS "docx"
  !insertmacro PAGEWING_OPENS "epub"
  !insertmacro PAGEWING_OPENS "fa"
  !insertmacro PAGEWING_OPENS "fasta"
  !insertmacro PAGEWING_OPENS "fna"
  !insertmacro PAGEWING_OPENS "ffn"
  !insertmacro UPDATEFILEASSOC
!macroend

!macro NSIS_HOOK_POSTUNINSTALL
  DeleteRegKey SHCTX "Software\Classes\Applications\${MAINBINARYNAME}.exe"
  !insertmacro UPDATEFILEASSOC
!macroend
