import MeshesDestinations
import MeshesModel
import Testing

/// The vectors of webhook.md 8.1 and 8.4.
@Suite struct SignatureVectorTests {
    struct Vector: Sendable {
        var payload = Samples.raw
        var key = Samples.key
        var mode = "raw"
        var algorithm = "sha256"
        var encoding = "hex"
        var prefix = ""
        var value: String
    }

    static let vectors: [Vector] = [
        Vector(mode: "wrapped", value: "03c336458b41166d009c9d33d5d940a79d7f55470c2d378bb103f83e962ef263"),
        Vector(mode: "wrapped", encoding: "base64", value: "A8M2RYtBFm0AnJ0z1dlAp51/VUcMLTeLsQP4PpYu8mM="),
        Vector(
            mode: "wrapped", algorithm: "sha512",
            value: "98f0c79cb3e7282b46fdbf2f24c2b5e46a83816316f1035f3cb322de9e94c20110206f4efc2daba2df1b1f2f4e2912127ff4a4966e17bc8873bcb998d65f90f4"
        ),
        Vector(
            mode: "wrapped", algorithm: "sha512", encoding: "base64",
            value: "mPDHnLPnKCtG/b8vJMK15GqDgWMW8QNfPLMi3p6UwgEQIG9O/C2rot8bHy9OKRISf/Sklm4XvIhzvLmY1l+Q9A=="
        ),
        Vector(value: "b84db8d87e41ecb4856e0dea8e6b76cf98b58bf6d15497918d3c4ad5cd8937e3"),
        Vector(prefix: "sha256=", value: "sha256=b84db8d87e41ecb4856e0dea8e6b76cf98b58bf6d15497918d3c4ad5cd8937e3"),
        Vector(encoding: "base64", value: "uE242H5B7LSFbg3qjmt2z5i1i/bRVJeRjTxK1c2JN+M="),
        Vector(
            algorithm: "sha512",
            value: "ea389cd67379fd1522e461d8c4053efb696faef7c86463782ada8cec4fa2a17696cf07bbfee73fe9d931b8fa60d7e8b532a4b32a45223d9843a91d665f440921"
        ),
        Vector(
            algorithm: "sha512", encoding: "base64",
            value: "6jic1nN5/RUi5GHYxAU++2lvrvfIZGN4KtqM7E+ioXaWzwe7/uc/6dkxuPpg1+i1MqSzKkUiPZhDqR1mX0QJIQ=="
        ),
        Vector(payload: "{}", value: "d1a5e4d58de8807fb08b1bfa4adf0a0541bdb88e68abe49edd3775646984dd49"),
        Vector(key: "clé-секрет", value: "3c529dda8d20d5d856a64fdf3dfa11b85d866570aab130fa2509fd1ca709b30a"),
        Vector(
            key: String(repeating: "k", count: 200), value: "faa508cae2453d90e662e80a8e3519a9cc0842caa3dbb3be3f0f015293a032bf"
        ),
        Vector(
            key: String(repeating: "k", count: 200), algorithm: "sha512",
            value: "02b937e6987d776b68e00bc6051b93bb0d516bbb88ce4679485807db6d9b4532b001988723e14db92aa1ebcf8e7d46acd90c82ffc514f7e45d8612ea879c5d23"
        ),
        Vector(
            payload: #"{"email":"zo\u00eb@example.com","plan":"pro"}"#,
            value: "489090e0884e20b1920c5c8c510dd17710f1494836166a1b309d78fbdcc7de3e"
        ),
        Vector(
            payload: "what do ya want for nothing?", key: "Jefe",
            value: "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
        ),
        Vector(
            payload: "Hello, World!", key: "It's a Secret to Everybody", prefix: "sha256=",
            value: "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17"
        ),
    ]

    @Test(arguments: vectors) func signs(_ vector: Vector) async throws {
        let sender = RecordingSender()
        let settings = ConnectionSettings(
            metadata: [
                "url": .string(Samples.url), "payload_mode": .string(vector.mode), "hmac_algorithm": .string(vector.algorithm),
                "hmac_encoding": .string(vector.encoding), "hmac_prefix": .string(vector.prefix),
            ],
            secrets: ["hmac_secret": Secret(vector.key)]
        )
        let outcome = await Samples.destination(sender).deliver(try Samples.job(payload: vector.payload), with: settings)
        #expect(outcome.code == .delivered)
        let request = try #require(sender.requests.first)
        #expect(request.header("X-Meshes-Signature") == vector.value)
        #expect(request.text == (vector.mode == "raw" ? vector.payload : Samples.wrapped))
    }

    @Test(arguments: [
        ("user", "pass", "Basic dXNlcjpwYXNz"), ("Aladdin", "open sesame", "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ=="),
        ("zoë", "pä:ss", "Basic em/Dqzpww6Q6c3M="), ("key", "", "Basic a2V5Og=="),
    ])
    func writesBasicCredentials(_ user: String, password: String, header: String) async throws {
        let sender = RecordingSender()
        let destination = Samples.destination(sender)
        let settings = try destination.settings(
            from: [
                "url": .string(Samples.url), "auth_scheme": "basic", "auth_username": .string(user), "auth_password": .string(password),
            ],
            keeping: nil
        )
        _ = await destination.deliver(try Samples.job(), with: settings)
        #expect(sender.requests.first?.header("Authorization") == header)
    }
}
