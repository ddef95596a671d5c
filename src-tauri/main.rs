//! The porch: starts the desktop window. Reads the command line and the environment once, here and in
//! `render`, and hands everything else down as values. No business rule lives in this package.
#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

mod args;
mod base;
mod commands;
mod drop;
mod language;
mod memory;
mod menu;
mod notify;
mod protocol;
mod render;
mod shell;
mod tray;
mod trouble;
mod window;

use args::Asked;
use std::process::ExitCode;

fn main() -> ExitCode {
    match args::read(std::env::args().skip(1)) {
        Asked::Window(args) => {
            let memory = memory::Memory::load();
            // The drawing mode goes through the environment, so it is settled before any thread exists.
            render::choose(&memory);
            shell::run(args, memory)
        }
        Asked::Print(text) => {
            println!("{text}");
            ExitCode::SUCCESS
        }
        Asked::Mistake(text) => {
            eprintln!("{text}");
            ExitCode::from(2)
        }
    }
}
