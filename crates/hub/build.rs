//! Says which folder the app is built into the program from: `dist/app` (or `$YINGCHUN_APP_DIST`) for a release that
//! follows a build of the app, an empty one otherwise, so that the hub compiles on its own.

use std::env;
use std::fs;
use std::path::PathBuf;

fn main() {
    println!("cargo:rerun-if-env-changed=YINGCHUN_APP_DIST");
    let variable = |name: &str| env::var_os(name).map(PathBuf::from);
    let crate_folder = variable("CARGO_MANIFEST_DIR").expect("cargo says where the crate is");
    let built = variable("YINGCHUN_APP_DIST").unwrap_or_else(|| crate_folder.join("../../dist/app"));
    let empty = variable("OUT_DIR").expect("cargo says where to build").join("no-app");
    fs::create_dir_all(&empty).expect("the build folder can be written");

    // A debug program reads the app from the folder that `--app` names: embedding would rebuild it at each change.
    let release = env::var("PROFILE").is_ok_and(|profile| profile == "release");
    if release {
        println!("cargo:rerun-if-changed={}", built.display());
    } else {
        println!("cargo:rerun-if-changed=build.rs");
    }
    let app = if release && built.join("index.html").is_file() { built } else { empty };
    let app = app.canonicalize().expect("the folder was just looked at");
    println!("cargo:rustc-env=YINGCHUN_APP={}", app.display());
}
