//! Prints the frames of raw sentences: `prose FILE`, one sentence or paragraph a line. For reading what the builder makes of real prose.

use demarche_syntax::{frames_to_string, read};

fn main() -> std::io::Result<()> {
    let Some(path) = std::env::args().nth(1) else {
        eprintln!("usage: prose FILE");
        return Ok(());
    };
    for (number, line) in std::fs::read_to_string(path)?.lines().enumerate() {
        println!("[{}] {line}", number + 1);
        for sentence in read(line).0.sentences {
            println!("{}", frames_to_string(&sentence.frames, &sentence.tree, line));
        }
    }
    Ok(())
}
