using System.Text;
using TakedownWorker.Core;
using TakedownWorker.Privacy;
using TakedownWorker.Takedowns.Ports;
using TakedownWorker.Tests.Support;

namespace TakedownWorker.Tests.Privacy;

public sealed class KeyringTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("takedown-keys-").FullName;

    private string KeyFile => Path.Combine(folder, "sub", "master.key");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void A_new_database_gets_a_key_that_only_its_owner_can_read()
    {
        var id = new Keyring(KeyFile).Unlock(null);

        Assert.Equal(id, new Keyring(KeyFile).Unlock(id));
        Assert.Equal(MasterKeyFile.Header, File.ReadLines(KeyFile).First());
        Assert.Single(Directory.GetFiles(Path.GetDirectoryName(KeyFile)!));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(KeyFile));
        }
    }

    [Fact]
    public void A_missing_key_is_never_replaced()
    {
        var refused = Assert.Throws<MasterKeyException>(() => new Keyring(KeyFile).Unlock("0123456789abcdef"));

        Assert.Contains(KeyFile, refused.Message, StringComparison.Ordinal);
        Assert.Contains("Cure:", refused.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(KeyFile));
    }

    [Fact]
    public void Another_key_is_refused_and_stays_as_it_is()
    {
        new Keyring(KeyFile).Unlock(null);
        var before = File.ReadAllText(KeyFile);

        Assert.Contains("0123456789abcdef", Assert.Throws<MasterKeyException>(() => new Keyring(KeyFile).Unlock("0123456789abcdef")).Message, StringComparison.Ordinal);

        Assert.Equal(before, File.ReadAllText(KeyFile));
    }

    [Theory]
    [InlineData("")]
    [InlineData("takedown-master-key-v1")]
    [InlineData("takedown-master-key-v1\nAAAA\n")]
    [InlineData("takedown-master-key-v1\nno base64 at all\n")]
    public void A_file_that_is_no_key_is_refused(string text)
    {
        new Keyring(KeyFile).Unlock(null);
        File.WriteAllText(KeyFile, text);

        Assert.Contains("is no master key", Assert.Throws<MasterKeyException>(() => new Keyring(KeyFile).Unlock(null)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_that_others_can_read_is_refused_with_the_cure()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "file modes are Unix");
        new Keyring(KeyFile).Unlock(null);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(KeyFile, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);
        }

        Assert.Contains("chmod 600", Assert.Throws<MasterKeyException>(() => new Keyring(KeyFile).Unlock(null)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_first_starts_agree_on_one_key()
    {
        var ids = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => new Keyring(KeyFile).Unlock(null), TestContext.Current.CancellationToken)));

        Assert.Single(ids.Distinct());
    }

    [Fact]
    public void Sealed_bytes_open_only_where_they_were_sealed()
    {
        var keys = Unlocked();
        var (key, wrapped) = keys.NewCaseKey(SomeCase.Id(1));
        var place = new SealedPlace("looks", "url", "1");
        var sealedBytes = key.Seal(place, "text"u8);

        Assert.Equal("text"u8, keys.OpenCaseKey(SomeCase.Id(1), wrapped).Open(place, sealedBytes));
        Assert.Throws<SealBrokenException>(() => key.Open(place with { Row = "2" }, sealedBytes));
        Assert.Throws<SealBrokenException>(() => key.Open(place with { Column = "body" }, sealedBytes));
        Assert.Throws<SealBrokenException>(() => keys.NewCaseKey(SomeCase.Id(1)).Key.Open(place, sealedBytes));
        Assert.Throws<SealBrokenException>(() => keys.OpenCaseKey(SomeCase.Id(2), wrapped));
        Assert.Throws<SealBrokenException>(() => key.Open(place, [.. sealedBytes[..^1], (byte)(sealedBytes[^1] ^ 1)]));
        Assert.Throws<SealBrokenException>(() => key.Open(place, []));
        Assert.NotEqual(sealedBytes, key.Seal(place, "text"u8));
    }

    [Fact]
    public void Equal_texts_of_two_kinds_never_look_alike()
    {
        var keys = Unlocked();

        Assert.Equal(Enum.GetValues<KeyedName>().Length, Enum.GetValues<KeyedName>().Select(n => keys.Hash(n, "same")).Distinct().Count());
        Assert.Equal(keys.Hash(KeyedName.Host, "same"), keys.Hash(KeyedName.Host, "same"));
    }

    [Fact]
    public void Locked_keys_say_what_comes_first() =>
        Assert.Contains("PrepareAsync", Assert.Throws<InvalidOperationException>(() => new Keyring(KeyFile).MasterKeyId).Message, StringComparison.Ordinal);

    private Keyring Unlocked()
    {
        var keys = new Keyring(KeyFile);
        keys.Unlock(null);
        return keys;
    }
}
