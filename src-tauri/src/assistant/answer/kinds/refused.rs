//! Wishes that no quotation fulfils: greetings, translations, commands, opinions.
//!
//! A search would find passages for each of them, and a reader an answer. Only whole sentences of a known form count,
//! so that "Was the letter translated?" and "Is this paper available?" are left alone.

use super::words::{follows, without_politeness, words};
use crate::assistant::answer::types::Wish;

/// The wish that the text is; `None` if it may be a question.
pub(super) fn wish(question: &str) -> Option<Wish> {
    let all = words(question);
    let words = without_politeness(&all);
    let is = |forms: &[&str]| {
        forms
            .iter()
            .any(|form| follows(words, form).is_some() || follows(&all, form).is_some())
    };
    if is(&GREETINGS) {
        return Some(Wish::Greeting);
    }
    if is(&ABOUT_ITSELF) {
        return Some(Wish::Pagewing);
    }
    if is(&OPINIONS) {
        return Some(Wish::Opinion);
    }
    let (first, rest) = words.split_first()?;
    let first = first.as_str();
    let second = rest.first().map(String::as_str);
    let target = |words: &[&str]| rest.iter().any(|word| words.contains(&word.as_str()));
    let writes = match first {
        "translate" | "paraphrase" | "rephrase" | "reword" | "rewrite" | "proofread" => true,
        "ubersetze" | "ubersetzen" | "traduis" | "traduire" | "traduce" | "traducir" => true,
        "write" | "compose" | "draft" | "generate" | "create" | "make" | "invent" | "produce" => {
            second != Some("down") && target(&WRITINGS)
        }
        "tell" | "give" => target(&["joke", "poem", "story"]),
        _ => all.first().is_some_and(|word| word == "tell") && target(&["joke", "poem", "story"]),
    };
    if writes {
        return Some(Wish::Writing);
    }
    let commands = match first {
        "delete" | "remove" | "open" | "close" | "save" | "print" | "rename" | "export"
        | "convert" | "share" | "send" | "email" | "move" | "copy" | "upload" | "attach"
        | "highlight" | "annotate" | "sign" => {
            target(&FILES) && words.len() <= 8 && !question.contains('?')
        }
        "install" | "download" | "google" | "play" | "remind" | "buy" | "order" => {
            !question.contains('?') && words.len() <= 8
        }
        "search" => target(&["web", "internet", "online"]),
        _ => false,
    };
    commands.then_some(Wish::Command)
}

const GREETINGS: [&str; 12] = [
    "hello|hi|hey|hallo|hola|bonjour|ciao|greetings there|pagewing|all|everyone|you?",
    "hi|hello|hey how are you doing? today?",
    "good|guten morning|afternoon|evening|day|tag|morgen|abend",
    "how are you doing? today?",
    "what is up",
    "thanks|thank|danke|merci|gracias|cheers you? a? lot|much|again?",
    "thank you very|so much",
    "bye|goodbye|tschuss|bye-bye bye?",
    "good night|bye",
    "ok|okay|cool|great|nice|super|perfect thanks?",
    "nice to meet you",
    "test|testing test?",
];

const ABOUT_ITSELF: [&str; 18] = [
    "who|what are you",
    "what is your name|purpose",
    "what can you do",
    "what can you help me? with?",
    "how can you help me?",
    "who made|built|created|wrote|developed you",
    "are you an? ai|robot|human|bot|chatgpt|person|machine real?",
    "are you a human|person|robot|bot|machine|real person?",
    "what model|version are you",
    "which model|version are you",
    "how do you work",
    "how does this|it|pagewing work",
    "what is pagewing",
    "what is this app|program|software for?",
    "what can i ask you?",
    "how do|can i use this|you|pagewing|it",
    "help me?",
    "do you speak|understand english|german|french|spanish|chinese|deutsch",
];

const OPINIONS: [&str; 17] = [
    "is it|this a|any? good|bad|great|interesting|useful|important|boring paper|article|document|study|book|text|one?",
    "is the|this|that paper|article|document|study|book|text|work any? a? good|bad|great|interesting|useful|important|boring|reliable|trustworthy|credible|true|correct|right|convincing paper|article|one?",
    "is the|this|that paper|article|document|study|book|text|work well|badly|poorly written|done|designed",
    "is it|this worth reading|citing|it|buying",
    "is the|this|that paper|article|document|study|book|text|work worth reading|citing|it|buying",
    "what do you think of|about? it|this|that?",
    "what do you think of|about the|this|that paper|article|document|study|book|text|work",
    "what is your opinion on|of|about? it|this|that?",
    "what is your opinion on|of|about the|this|that paper|article|document|study|book|text|work",
    "do you like|agree with? it|this|that? the? paper|article|document|study|book|text|authors?",
    "should i read|cite|trust|believe|buy it|this|that the? paper|article|document|study|book|text?",
    "should i read|cite|trust|believe|buy the paper|article|document|study|book|text",
    "would|do you recommend it|this|the|reading paper|article|document|study|book|text?",
    "rate|review|judge|criticize|critique it|this|the paper|article|document|study|book|text?",
    "how good|bad|reliable|trustworthy|convincing is it|this",
    "how good|bad|reliable|trustworthy|convincing is the|this paper|article|document|study|book|text|work",
    "can i|we|one trust it|this|the paper|article|document|study|authors?",
];

/// What someone would have to write.
const WRITINGS: [&str; 22] = [
    "poem",
    "story",
    "essay",
    "email",
    "e-mail",
    "letter",
    "code",
    "song",
    "report",
    "script",
    "joke",
    "article",
    "review",
    "tweet",
    "post",
    "blog",
    "presentation",
    "slides",
    "translation",
    "cv",
    "quiz",
    "picture",
];

/// What a command is given for.
const FILES: [&str; 12] = [
    "it",
    "this",
    "file",
    "document",
    "pdf",
    "paper",
    "page",
    "text",
    "article",
    "files",
    "documents",
    "library",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wishes_are_recognized() {
        for (wanted, questions) in [
            (
                Wish::Greeting,
                &[
                    "hello",
                    "Hi there!",
                    "Hello, Pagewing",
                    "Good morning",
                    "Thank you very much!",
                    "hey",
                    "How are you?",
                    "thanks a lot",
                ][..],
            ),
            (
                Wish::Pagewing,
                &[
                    "Who are you?",
                    "What can you do?",
                    "What's your name?",
                    "Are you an AI?",
                    "help",
                    "How does this work?",
                    "What is Pagewing?",
                    "Who made you?",
                ],
            ),
            (
                Wish::Writing,
                &[
                    "Translate this into German",
                    "Please translate the abstract into French.",
                    "Write a poem about owls",
                    "Can you write an email to the authors?",
                    "Tell me a joke",
                    "Paraphrase the second paragraph",
                    "Übersetze das ins Deutsche",
                ],
            ),
            (
                Wish::Command,
                &[
                    "delete this file",
                    "Please open the document",
                    "Print page 3",
                    "Send it to Anna",
                    "search the web for owls",
                    "download the dataset",
                ],
            ),
            (
                Wish::Opinion,
                &[
                    "Is this paper good?",
                    "Is this a good paper?",
                    "What do you think of this paper?",
                    "Should I read it?",
                    "Is the study reliable?",
                    "Is it worth reading?",
                    "Do you agree with the authors?",
                ],
            ),
        ] {
            for question in questions {
                assert_eq!(wish(question), Some(wanted), "{question}");
            }
        }
    }

    #[test]
    fn questions_are_no_wishes() {
        for question in [
            "Was the letter translated into German?",
            "Who translated the questionnaire?",
            "Which texts did the participants write?",
            "What is the delete key used for?",
            "Is this paper available as a preprint?",
            "Is the method reliable?",
            "Is the instrument good?",
            "What did the authors think of the room?",
            "Should patients be screened?",
            "How are the children tested?",
            "What helps against mould?",
            "How does the network work?",
            "How does it spread?",
            "Write down the equation for the loss.",
            "Open access?",
            "Which version of R was used?",
            "Who made the loggers?",
            "Can birds fly?",
            "Hello World is written in which language?",
            "How good is the model on bat calls?",
            "Do the authors agree with earlier studies?",
            "What is the name of the dataset?",
            "Send rate of the loggers?",
            "Which model was best?",
            "Test accuracy?",
            "Is it useful to open windows at night?",
        ] {
            assert_eq!(wish(question), None, "{question}");
        }
    }
}
