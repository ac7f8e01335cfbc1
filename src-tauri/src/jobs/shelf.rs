//! The library as a person arranges it: the list and its order, a person's own titles, collections and tags, and the
//! trash.

use super::types::AppEvent;
use super::{DocumentView, Jobs, lock};
use crate::document::DocumentId;
use crate::fault::Fault;
use crate::library::{
    Arrangement, DocumentCard, DocumentDetails, Excerpt, FoundDocument, Group, GroupId, GroupKind,
    LibrarySize, OwnWords, TrashedDocument,
};

impl Jobs {
    /// The list of the library in an arrangement.
    ///
    /// # Errors
    /// Errors of the library.
    pub fn arranged(&self, arrangement: &Arrangement) -> Result<Vec<DocumentCard>, Fault> {
        Ok(self.shared.library.arranged(arrangement)?)
    }

    /// The beginning of that list; [`Jobs::order`] has the rest, and [`Jobs::cards`] what it shows.
    ///
    /// # Errors
    /// Errors of the library.
    pub fn beginning(&self, arrangement: &Arrangement) -> Result<Vec<DocumentCard>, Fault> {
        Ok(self.shared.library.beginning(arrangement)?)
    }

    /// All documents of that list, in its order.
    ///
    /// # Errors
    /// Errors of the library.
    pub fn order(&self, arrangement: &Arrangement) -> Result<Vec<DocumentId>, Fault> {
        Ok(self.shared.library.order(arrangement)?)
    }

    /// The entries of some documents, without those that are not there any more.
    ///
    /// # Errors
    /// Errors of the library.
    pub fn cards(&self, ids: &[DocumentId]) -> Result<Vec<DocumentCard>, Fault> {
        Ok(self.shared.library.cards_of(ids)?)
    }

    /// The words around the first match of a query in each of some documents, and which of them match.
    ///
    /// # Errors
    /// Errors of the library.
    pub fn excerpts(&self, query: &str, ids: &[DocumentId]) -> Result<Vec<Excerpt>, Fault> {
        Ok(self.shared.library.excerpts(query, ids)?)
    }

    /// Documents of an arrangement that contain every word of a query; all of them for an empty query.
    ///
    /// # Errors
    /// Errors of the library.
    pub fn find(&self, query: &str, among: &Arrangement) -> Result<Vec<FoundDocument>, Fault> {
        Ok(self.shared.library.find(query, among)?)
    }

    /// [`Jobs::document_view`] of a document that a person opens: it is not unread any more, and the work on it goes before
    /// that on all others.
    ///
    /// # Errors
    /// Errors of the library.
    pub fn open_document(&self, id: &DocumentId) -> Result<DocumentView, Fault> {
        let shared = &self.shared;
        shared.library.opened(id)?;
        *lock(&shared.looked_at) = Some(id.clone());
        shared.board().put_first(&shared.library, id);
        self.document_view(id)
    }

    /// Everything about a document that stands beside its text.
    ///
    /// # Errors
    /// Errors of the library.
    pub fn details(&self, id: &DocumentId) -> Result<DocumentDetails, Fault> {
        Ok(self.shared.library.details(id)?)
    }

    /// Keeps what a person writes in the place of a title, authors or a year that were read.
    ///
    /// # Errors
    /// [`Fault::LongNote`]; errors of the library.
    pub fn edit(&self, id: &DocumentId, own: &OwnWords) -> Result<DocumentCard, Fault> {
        let card = self.shared.library.edit(id, own)?;
        self.shared.board().send(AppEvent::Library);
        Ok(card)
    }

    /// Marks documents as unread, or as read, and returns those for which that is new.
    ///
    /// # Errors
    /// Errors of the library.
    pub fn mark_unread(&self, ids: &[DocumentId], unread: bool) -> Result<Vec<DocumentId>, Fault> {
        let changed = self.shared.library.mark_unread(ids, unread)?;
        self.shared.board().send(AppEvent::Library);
        Ok(changed)
    }

    /// Removes documents from the library and stops the work on them; [`Jobs::restore`] brings them back.
    ///
    /// # Errors
    /// Errors of the library; the documents before the one with the error are removed.
    pub fn remove(&self, ids: &[DocumentId]) -> Result<(), Fault> {
        let removed = ids.iter().try_for_each(|id| {
            self.shared.library.remove(id)?;
            let unfinished = self.shared.board().unfinished_work_on(id);
            for job in unfinished {
                self.cancel(job);
            }
            Ok(())
        });
        self.list_changed();
        removed
    }

    /// Brings removed documents back.
    ///
    /// # Errors
    /// Errors of the library; the documents before the one with the error are back.
    pub fn restore(&self, ids: &[DocumentId]) -> Result<(), Fault> {
        let restored = ids
            .iter()
            .try_for_each(|id| Ok(self.shared.library.restore(id)?));
        self.shared.rest.want();
        self.shared.give_rows();
        for id in ids {
            self.shared.fill_row(id);
        }
        self.list_changed();
        restored
    }

    /// The removed documents, the one that was removed last first.
    ///
    /// # Errors
    /// Errors of the library.
    pub fn trash(&self) -> Result<Vec<TrashedDocument>, Fault> {
        Ok(self.shared.library.trash()?)
    }

    /// Deletes removed documents for good: their files at once, their text in the background as soon as nothing else
    /// uses the machine.
    ///
    /// # Errors
    /// Errors of the library.
    pub fn delete(&self, ids: &[DocumentId]) -> Result<(), Fault> {
        let deleted = self.shared.library.delete(ids)?;
        for id in &deleted {
            let ended = self.shared.board().ended_work_on(id);
            for job in ended {
                self.dismiss(job);
            }
        }
        self.shared.rest.want();
        self.list_changed();
        self.shared.board().send(AppEvent::Questions);
        Ok(())
    }

    /// What the library takes on the disk.
    ///
    /// # Errors
    /// Errors of the library.
    pub fn library_size(&self) -> Result<LibrarySize, Fault> {
        Ok(self.shared.library.size()?)
    }

    /// Documents came, went or changed, and with them the numbers of documents in collections and tags.
    fn list_changed(&self) {
        let board = self.shared.board();
        board.send(AppEvent::Library);
        board.send(AppEvent::Groups);
    }
}

/// Collections and tags.
impl Jobs {
    /// The collections, then the tags, each in the order of their names.
    ///
    /// # Errors
    /// Errors of the library.
    pub fn groups(&self) -> Result<Vec<Group>, Fault> {
        Ok(self.shared.library.groups()?)
    }

    /// The collection or tag of a name; one is made if there is none.
    ///
    /// # Errors
    /// [`Fault::NoName`], [`Fault::LongNote`]; errors of the library.
    pub fn make_group(&self, kind: GroupKind, name: &str) -> Result<Group, Fault> {
        let group = self.shared.library.make_group(kind, name)?;
        self.shared.board().send(AppEvent::Groups);
        Ok(group)
    }

    /// Gives a collection or a tag another name.
    ///
    /// # Errors
    /// [`Fault::NameTaken`], [`Fault::NotKept`] if it was deleted, and the errors of [`Jobs::make_group`].
    pub fn rename_group(&self, id: GroupId, name: &str) -> Result<Group, Fault> {
        let group = self.shared.library.rename_group(id, name)?;
        self.shared.board().send(AppEvent::Groups);
        Ok(group)
    }

    /// Deletes a collection or a tag, and none of its documents; [`Jobs::restore_group`] brings it back for some time.
    ///
    /// # Errors
    /// Errors of the library.
    pub fn delete_group(&self, id: GroupId) -> Result<(), Fault> {
        self.shared.library.delete_group(id)?;
        self.shared.board().send(AppEvent::Groups);
        Ok(())
    }

    /// Brings a deleted collection or tag back. If another one has its name by now, that one gets the documents.
    ///
    /// # Errors
    /// [`Fault::NotKept`] if it is not there any more; errors of the library.
    pub fn restore_group(&self, id: GroupId) -> Result<Group, Fault> {
        let group = self.shared.library.restore_group(id)?;
        self.shared.board().send(AppEvent::Groups);
        self.shared.give_rows();
        Ok(group)
    }

    /// Puts documents into a collection, or gives them a tag, and returns those for which that is new.
    ///
    /// # Errors
    /// [`Fault::NotKept`] if it was deleted; errors of the library.
    pub fn add_to_group(
        &self,
        id: GroupId,
        documents: &[DocumentId],
    ) -> Result<Vec<DocumentId>, Fault> {
        let added = self.shared.library.add_to_group(id, documents)?;
        self.shared.board().send(AppEvent::Groups);
        self.shared.give_rows();
        Ok(added)
    }

    /// Takes documents out of a collection, or a tag from them, and returns those that were in it.
    ///
    /// # Errors
    /// [`Fault::NotKept`] if it was deleted; errors of the library.
    pub fn take_from_group(
        &self,
        id: GroupId,
        documents: &[DocumentId],
    ) -> Result<Vec<DocumentId>, Fault> {
        let taken = self.shared.library.take_from_group(id, documents)?;
        self.shared.board().send(AppEvent::Groups);
        Ok(taken)
    }
}
