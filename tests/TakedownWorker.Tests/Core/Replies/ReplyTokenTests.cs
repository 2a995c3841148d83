using CsCheck;
using NodaTime;
using TakedownWorker.Core;
using TakedownWorker.Core.Replies;

namespace TakedownWorker.Tests.Core.Replies;

public sealed class ReplyTokenTests
{
    private static readonly byte[] Key = [.. Enumerable.Range(0, 32).Select(i => (byte)i)];
    private static readonly NoticeId Notice = new(DerivedId.From("n"));
    private static readonly LocalDate Today = new(2026, 11, 23);

    private static string Token(LocalDate? expires = null) => ReplyToken.Create(ReplyTokenKind.Reply, Notice, expires ?? Today, Key);

    [Fact]
    public void A_token_reads_back_as_what_it_names() =>
        Assert.Equal(new ReplyTokenReading(ReplyTokenKind.Reply, ReplyToken.TagOf(Notice), Today), ReplyToken.Read(Token(), Today, Key));

    [Fact]
    public void Its_last_day_still_counts_and_the_next_does_not()
    {
        Assert.NotNull(ReplyToken.Read(Token(Today), Today, Key));
        Assert.Null(ReplyToken.Read(Token(Today), Today.PlusDays(1), Key));
    }

    [Fact]
    public void A_server_may_change_its_case() => Assert.NotNull(ReplyToken.Read(Token().ToUpperInvariant(), Today, Key));

    [Fact]
    public void Another_key_matches_nothing() => Assert.Null(ReplyToken.Read(Token(), Today, new byte[32]));

    [Fact]
    public void With_its_prefix_it_fits_a_local_part() => Assert.True($"bounce+{Token()}".Length <= 64);

    [Fact]
    public void Any_changed_character_is_refused() => Gen.Int[0, 33].Select(Gen.Int[0, 31]).Sample((at, c) =>
    {
        var token = Token();
        at %= token.Length;
        var changed = token[..at] + "abcdefghijklmnopqrstuvwxyz234567"[c] + token[(at + 1)..];
        Assert.True(changed == token || ReplyToken.Read(changed, Today, Key) is null);
    });

    [Fact]
    public void Bytes_come_back_from_base32() => Gen.Byte.Array[0, 40].Sample(bytes => Assert.Equal(bytes, Base32.Decode(Base32.Encode(bytes))));
}
