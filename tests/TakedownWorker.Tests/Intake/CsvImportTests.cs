using System.Globalization;
using System.Text;
using TakedownWorker.Tests.Support;

namespace TakedownWorker.Tests.Intake;

/// <summary>A broken row of a CSV file is named by line, column and cause; the rows around it are kept.</summary>
public sealed class CsvImportTests
{
    private const string Header = "case,url,material\n";

    [Theory]
    [InlineData("a,https://a.test/1,a \"b\" c", 2, "material")]
    [InlineData("a,\"https://a.test/1,x", 2, "url")]
    [InlineData("a,\"https://a.test/1\"x,y", 2, "url")]
    [InlineData("a,https://a.test/1", 2, null)]
    [InlineData("a,https://a.test/1,x,y", 2, null)]
    [InlineData("a,https://a.test/1,x\0y", 2, "material")]
    [InlineData("a,ftp://a.test/1,x", 2, "url")]
    [InlineData(",https://a.test/1,x", 2, "case")]
    [InlineData("a,,x", 2, "url")]
    public void A_faulty_row_is_named_and_the_next_is_kept(string row, int line, string? column)
    {
        var read = ImportFile.Read(Header + row + "\nb,https://b.test/1,y\n");

        Assert.Equal([((long)line, column)], read.Places());
        Assert.Equal(["https://b.test/1"], read.Urls());
    }

    [Fact]
    public void Stray_quotes_in_two_rows_do_not_swallow_the_rows_between()
    {
        var read = ImportFile.Read(Header + "a,https://a.test/1,\"x\nb,https://b.test/1,y\nc,https://c.test/1,z\nd,https://d.test/1,w\"\ne,https://e.test/1,v\n");

        Assert.Equal([(2L, "material"), (5L, "material")], read.Places());
        Assert.Equal(["https://b.test/1", "https://c.test/1", "https://e.test/1"], read.Urls());
    }

    [Fact]
    public void A_quoted_field_may_hold_line_breaks_commas_and_quotes_and_later_lines_are_counted_on()
    {
        var read = ImportFile.Read(Header + "a,https://a.test/1,\"one,\r\ntwo \"\"three\"\"\n\"\nb,nonsense,y\n");

        Assert.Equal("one,\ntwo \"three\"", read.Cases.Single().Material);
        Assert.Equal([(5L, "url")], read.Places());
    }

    [Fact]
    public void A_byte_that_is_no_UTF_8_faults_its_row_alone()
    {
        var read = ImportFile.Read([.. "case,url,material\na,https://a.test/1,x"u8, 0xE9, .. "\nb,https://b.test/1,y\n"u8]);

        Assert.Equal([(2L, "material")], read.Places());
        Assert.Equal(["https://b.test/1"], read.Urls());
    }

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    [InlineData("\r")]
    public void Every_kind_of_line_end_is_read_with_or_without_a_byte_order_mark(string end)
    {
        var read = ImportFile.Read("\uFEFF" + string.Join(end, "CASE , url", "a,https://a.test/1", "", "a,nonsense", "a,https://a.test/2"));

        Assert.Equal([(4L, "url")], read.Places());
        Assert.Equal(["https://a.test/1", "https://a.test/2"], read.Urls());
    }

    [Theory]
    [InlineData("", "empty")]
    [InlineData(" \n\n", "empty")]
    [InlineData("case,url\n", "no rows")]
    [InlineData("case;url\na;https://a.test/1\n", "comma is expected")]
    [InlineData("case\turl\na\thttps://a.test/1\n", "comma is expected")]
    [InlineData("case,url,url\n", "twice")]
    [InlineData("case,url,colour\n", "unknown")]
    [InlineData("url\n", "required and missing")]
    [InlineData("Maria,https://a.test/1\n", "no header")]
    [InlineData("\"case,url\n", "no header")]
    [InlineData("[{\"case\":\"a\"}]\n", "JSON list")]
    [InlineData("{\n\"case\":\"a\"\n}\n", "several lines")]
    public void A_file_that_cannot_be_read_at_all_gets_one_clear_message(string text, string says)
    {
        var read = ImportFile.Read(text);

        Assert.Contains(says, Assert.Single(read.Faults).Reason, StringComparison.Ordinal);
        Assert.Empty(read.Gathered);
    }

    [Fact]
    public void UTF_16_is_named() => Assert.Contains(
        "UTF-16", Assert.Single(ImportFile.Read([.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes("case,url\n")]).Faults).Reason, StringComparison.Ordinal);

    [Theory]
    [InlineData(9_000, "material")]
    [InlineData(2_000_000, null)]
    public void A_huge_field_is_a_fault_of_its_row(int length, string? column)
    {
        var read = ImportFile.Read($"{Header}a,https://a.test/1,{new string('x', length)}\nb,https://b.test/1,y\n");

        Assert.Equal([(2L, column)], read.Places());
        Assert.Equal(["https://b.test/1"], read.Urls());
    }

    [Fact]
    public void A_quote_that_never_closes_costs_its_row_alone_however_long_the_file()
    {
        var rows = Enumerable.Range(1, 40_000).Select(n => string.Create(CultureInfo.InvariantCulture, $"c,https://a.test/{n},some words beside it"));

        var read = ImportFile.Read(Header + "a,https://a.test/0,\"x\n" + string.Join('\n', rows));

        Assert.Equal([(2L, "material")], read.Places());
        Assert.Equal(40_000, read.Urls);
    }

    [Fact]
    public void A_folder_and_a_missing_file_are_said_so()
    {
        Assert.Contains("folder", Assert.Single(ImportFile.Map(Path.GetTempPath()).Faults).Reason, StringComparison.Ordinal);
        Assert.Contains("no such file", Assert.Single(ImportFile.Map("/nowhere/at-all.csv").Faults).Reason, StringComparison.Ordinal);
    }
}
