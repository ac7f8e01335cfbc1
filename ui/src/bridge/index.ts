// The bridge's types in one place, so that nobody names the generated files one by one.

export type { ApiError } from './generated/ApiError';
export type { AppEvent } from './generated/AppEvent';
export type { DocumentCard } from './generated/DocumentCard';
export type { DocumentId } from './generated/DocumentId';
export type { DocumentView } from './generated/DocumentView';
export type { Evidence } from './generated/Evidence';
export type { FoundDocument } from './generated/FoundDocument';
export type { JobId } from './generated/JobId';
export type { JobView } from './generated/JobView';
export type { ModelView } from './generated/ModelView';
export type { Note } from './generated/Note';
export type { Page } from './generated/Page';
export type { Place } from './generated/Place';
export type { Rect } from './generated/Rect';
export type { Section } from './generated/Section';
export type { SectionId } from './generated/SectionId';
export type { SentenceId } from './generated/SentenceId';
export type { SentenceView } from './generated/SentenceView';
export type { Settings } from './generated/Settings';
export type { Stage } from './generated/Stage';
export type { SummaryLength } from './generated/SummaryLength';
export type { SummaryOptions } from './generated/SummaryOptions';
export type { SummarySentence } from './generated/SummarySentence';
export type { SummaryView } from './generated/SummaryView';
export type { Theme } from './generated/Theme';
export { asApiError, type Bridge, type Drag } from './api';
