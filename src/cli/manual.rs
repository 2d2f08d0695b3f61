//! `hausmeister completions` and `hausmeister man`: what the command line takes, for shells and for `man`.

use clap::CommandFactory;

use super::Outcome;
use super::args::{Arguments, Completions, Man};
use super::ui::Ui;
use crate::diagnostics::suggest;
use crate::error::{Error, Result};

pub use clap_complete::Shell;

/// Prints the completions of a shell.
pub fn completions(options: &Completions, ui: &mut Ui) -> Outcome {
    let mut script = Vec::new();
    clap_complete::generate(options.shell, &mut Arguments::command(), "hausmeister", &mut script);
    ui.answer(&String::from_utf8_lossy(&script));
    Outcome::Fine
}

/// Prints a manual page.
pub fn page(options: &Man, ui: &mut Ui) -> Result<Outcome> {
    let mut program = Arguments::command();
    program.build();
    let command = match options.command.as_deref() {
        None => &program,
        Some(name) => program.find_subcommand(name).ok_or_else(|| unknown(name, &program))?,
    };
    let mut page = Vec::new();
    let manual = clap_mangen::Man::new(command.clone()).source(concat!("hausmeister ", env!("CARGO_PKG_VERSION")));
    manual.render(&mut page).map_err(Error::io("write", "the manual page"))?;
    ui.answer(&String::from_utf8_lossy(&page));
    Ok(Outcome::Fine)
}

fn unknown(name: &str, program: &clap::Command) -> Error {
    let known = program.get_subcommands().map(clap::Command::get_name);
    let near = suggest::nearest(name, known);
    Error::Usage {
        message: format!("there is no command `{name}`"),
        help: near.map(|near| format!("did you mean `{near}`?")),
    }
}
