using TakedownWorker.Tests.Support;

namespace TakedownWorker.Tests.Intake;

/// <summary>A broken line or entry of a JSON Lines file is named; the lines and entries around it are kept.</summary>
public sealed class JsonImportTests
{
    private const string Good = "\n\n{\"case\":\"b\",\"urls\":[\"https://b.test/1\"]}\n";

    [Theory]
    [InlineData("{\"case\":\"a\",\"case\":\"b\",\"url\":\"https://a.test/1\"}", "case", "twice")]
    [InlineData("{\"case\":\"a\",\"urls\":\"https://a.test/1\"}", "urls", "list")]
    [InlineData("{\"case\":\"a\",\"url\":[\"https://a.test/1\"]}", "url", "text in quotes")]
    [InlineData("{\"case\":17,\"url\":\"https://a.test/1\"}", "case", "text in quotes")]
    [InlineData("{\"case\":\"a\",\"url\":\"https://a.test/1\",\"colour\":\"x\"}", "colour", "unknown")]
    [InlineData("{\"case\":\"a\",\"url\":\"https://a.test/1\",\"Maria M.\":\"x\"}", null, "unknown")]
    [InlineData("{\"case\":\"a\",\"url\":\"https://a.test/1\"},", null, "comma")]
    [InlineData("{\"case\":\"a\",", null, "byte 12")]
    [InlineData("{\"case\":\"\\ud800\",\"url\":\"https://a.test/1\"}", null, "half a character")]
    [InlineData("{\"case\":\"a\",\"urls\":[]}", "url", "empty")]
    [InlineData("{\"case\":\"a\",\"urls\":[\"nonsense\"]}", "urls", "entry 1")]
    public void A_faulty_line_is_named_and_the_next_is_kept(string line, string? column, string says)
    {
        var read = ImportFile.Read(line + Good);

        var fault = Assert.Single(read.Faults);
        Assert.Equal((1L, column), (fault.Line, fault.Column));
        Assert.Contains(says, fault.Reason, StringComparison.Ordinal);
        Assert.Equal(["https://b.test/1"], read.Urls());
    }

    [Fact]
    public void A_faulty_entry_is_named_by_its_place_and_the_others_are_kept()
    {
        var read = ImportFile.Read("{\"case\":\"a\",\"urls\":[\"https://a.test/1\",7,\"secret-words\",\"https://a.test/4\"]}");

        Assert.Equal([(1L, "urls"), (1L, "urls")], read.Places());
        Assert.Equal(["entry 2", "entry 3"], read.Faults.Select(f => f.Reason[..7]));
        Assert.Equal(["https://a.test/1", "https://a.test/4"], read.Urls());
    }

    [Fact]
    public void A_byte_that_is_no_UTF_8_faults_its_line_alone()
    {
        var read = ImportFile.Read([.. "{\"case\":\"a\",\"url\":\"https://a.test/"u8, 0xE9, .. "\"}\n{\"case\":\"b\",\"url\":\"https://b.test/1\"}"u8]);

        Assert.Equal([(1L, null)], read.Places());
        Assert.Equal(["https://b.test/1"], read.Urls());
    }
}
