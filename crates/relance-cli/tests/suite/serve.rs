//! `serve`: one line with the address, then the interface until stopped; beside other processes.

use crate::home::{Home, told};
use std::{
    io::{BufRead as _, BufReader, Read as _, Write as _},
    net::TcpStream,
    process::{Child, Command, Stdio},
};

/// A server that is stopped when it goes.
pub struct Server {
    child: Child,
    pub address: String,
}

impl Server {
    pub fn start(home: &Home) -> Self {
        Self::start_with(home, &["serve"])
    }

    fn start_with(home: &Home, words: &[&str]) -> Self {
        let mut child = home.command(words).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let mut address = String::new();
        BufReader::new(child.stdout.as_mut().unwrap()).read_line(&mut address).unwrap();
        Self { child, address: address.trim_end().to_owned() }
    }

    fn port_and_token(&self) -> (u16, String) {
        let rest = self.address.strip_prefix("http://127.0.0.1:").unwrap();
        let (port, token) = rest.split_once("/?token=").unwrap();
        (port.parse().unwrap(), token.to_owned())
    }

    fn get(&self, path: &str, token: Option<&str>) -> String {
        let (port, _) = self.port_and_token();
        let mut stream = TcpStream::connect(("127.0.0.1", port)).unwrap();
        let bearer = token.map(|token| format!("Authorization: Bearer {token}\r\n")).unwrap_or_default();
        write!(stream, "GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n{bearer}Connection: close\r\n\r\n")
            .unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        answer
    }

    fn stop(&mut self, signal: &str) -> Option<i32> {
        let pid = self.child.id().to_string();
        assert!(Command::new("kill").args([signal, &pid]).status().unwrap().success());
        self.child.wait().unwrap().code()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn serve_prints_its_address_serves_with_the_token_and_stops_when_asked() {
    let home = Home::new();
    home.ok(&["demo", "--rows", "12"]);
    for signal in ["-TERM", "-INT"] {
        let mut server = Server::start(&home);
        let (_, token) = server.port_and_token();
        let answer = server.get("/api/v1/prospects?limit=1", Some(&token));
        assert!(answer.starts_with("HTTP/1.1 200") && answer.contains("\"total\":12"), "{answer}");
        assert!(!server.get("/api/v1/prospects", None).contains("\"total\""), "nothing without the token");
        assert_eq!(server.stop(signal), Some(0), "{signal}");
    }
}

#[test]
fn the_command_line_and_a_server_share_the_base() {
    let home = Home::new();
    home.ok(&["demo", "--rows", "3"]);
    let server = Server::start(&home);
    home.ok(&["prospects", "add", "--last-name", "Ng"]);
    let (_, token) = server.port_and_token();
    assert!(server.get("/api/v1/prospects", Some(&token)).contains("\"total\":4"));
}

#[test]
fn with_json_the_address_is_the_one_document() {
    let home = Home::new();
    let mut server = Server::start_with(&home, &["serve", "--json"]);
    let told = crate::home::document(server.address.as_bytes());
    assert_eq!(
        told["address"].as_str().unwrap(),
        format!("http://127.0.0.1:{}/?token={}", told["port"], told["token"].as_str().unwrap())
    );
    let mut rest = String::new();
    assert_eq!(server.stop("-INT"), Some(0));
    server.child.stdout.take().unwrap().read_to_string(&mut rest).unwrap();
    assert_eq!(rest, "", "nothing after it");
}

#[test]
fn a_taken_port_is_said() {
    let home = Home::new();
    let server = Server::start(&home);
    let (port, _) = server.port_and_token();
    let output = home.command(&["serve", "--port", &port.to_string(), "--json"]).output().unwrap();
    assert_eq!(output.status.code(), Some(1), "{}", told(&output));
    assert_eq!(crate::home::document(&output.stdout)["key"], "port_taken");
}

#[test]
fn the_document_of_the_api_is_one_document() {
    let home = Home::new();
    assert!(home.json(&["openapi"])["paths"]["/api/v1/prospects"].is_object());
    assert!(!home.path("base").exists(), "no base is needed");
}
