using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using MimeKit;
using TakedownWorker.Mail;
using TakedownWorker.Takedowns.Ports;
using TakedownWorker.Tests.Support;

namespace TakedownWorker.Tests.Mail;

public sealed class PickupSenderTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("takedown-pickup-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private PickupSender Sender(string? inside = null) =>
        new(new MailSettings { PickupFolder = inside ?? Path.Combine(folder, "pickup") }, new FakeTimeProvider(SomeMail.Now), NullLogger<PickupSender>.Instance);

    private string[] Files() => [.. Directory.GetFiles(Path.Combine(folder, "pickup")).Select(f => Path.GetFileName(f)!).Order(StringComparer.Ordinal)];

    [Fact]
    public async Task A_letter_becomes_a_file_named_after_its_message_id()
    {
        var result = Assert.IsType<SendResult.WrittenToPickup>(await Sender().SendAsync());
        Assert.Equal("n.0001@helpline.test.eml", result.FileName);
        Assert.Equal([result.FileName], Files());
        using var read = await MimeMessage.LoadAsync(Path.Combine(folder, "pickup", result.FileName), TestContext.Current.CancellationToken);
        Assert.Equal("[TD-000001] Removal of material", read.Subject);
    }

    [Fact]
    public async Task Its_hash_is_that_of_the_file()
    {
        var result = Assert.IsType<SendResult.WrittenToPickup>(await Sender().SendAsync());
        var bytes = await File.ReadAllBytesAsync(Path.Combine(folder, "pickup", result.FileName), TestContext.Current.CancellationToken);
        Assert.Equal(LetterToMime.Hash(bytes), result.BytesHash);
    }

    [Fact]
    public async Task A_repeat_is_the_same_file()
    {
        var sender = Sender();
        await sender.SendAsync();
        await sender.SendAsync(SomeMail.Try(number: 2, duplicate: true), TestContext.Current.CancellationToken);
        Assert.Contains("possible-duplicate; try=2", await File.ReadAllTextAsync(Path.Combine(folder, "pickup", Assert.Single(Files())), TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("../../etc/cron.d/x")]
    [InlineData("a/b@helpline.test")]
    [InlineData(".hidden@helpline.test")]
    public void A_message_id_that_is_no_file_name_is_hashed(string messageId) => Assert.Matches("^[0-9a-f]{32}\\.eml$", PickupSender.NameFor(messageId));

    [Fact]
    public async Task A_folder_that_cannot_be_written_is_a_later_try_that_names_the_key()
    {
        var file = Path.Combine(folder, "a-file");
        await File.WriteAllTextAsync(file, "", TestContext.Current.CancellationToken);
        var result = Assert.IsType<SendResult.Temporary>(await Sender(file).SendAsync());
        Assert.Contains("Mail:Outgoing:Folder", result.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stop_before_the_file_writes_nothing()
    {
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Sender().SendAsync(SomeMail.Try(), new CancellationToken(canceled: true)));
        Assert.False(Directory.Exists(Path.Combine(folder, "pickup")));
    }
}
