//! A release with a window is no program of the console on Windows: otherwise each start from the menu would open a console
//! behind the window. Somebody who types a command wants to read what it says, though.

/// Has what the program says go to the console that it was started in, if there is one.
pub fn join() {
    #[cfg(windows)]
    {
        #[link(name = "kernel32")]
        unsafe extern "system" {
            fn AttachConsole(process: u32) -> i32;
        }
        /// Stands for the program that started this one.
        const PARENT: u32 = u32::MAX;
        // SAFETY: the call takes a number and reads or writes no memory of this program. Without such a console it fails, and
        // nothing has changed.
        let _ = unsafe { AttachConsole(PARENT) };
    }
}
