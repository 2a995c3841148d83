using TakedownWorker.Core.Intake;

namespace TakedownWorker.Tests.Core.Intake;

public sealed class CountryCodesTests
{
    [Theory]
    [InlineData("GB")]
    [InlineData("gb")]
    [InlineData("GB-SCT")]
    [InlineData("GB-EAW")]
    [InlineData("CA-BC")]
    [InlineData("US-NY")]
    [InlineData("AU-NSW")]
    public void A_country_or_a_part_whose_laws_differ_is_known(string code) => Assert.Null(CountryCodes.Fault(code));

    [Theory]
    [InlineData("UK", "two letters")]
    [InlineData("ZZ", "two letters")]
    [InlineData("Scotland", "two letters")]
    [InlineData("GB-SCO", "Known parts: EAW, ENG, NIR, SCT, WLS")]
    [InlineData("GB-", "Known parts")]
    [InlineData("GB-SCT-1", "Known parts")]
    [InlineData("DE-BY", "Give the country alone")]
    public void Anything_else_is_refused_with_the_cure(string code, string cure) =>
        Assert.Contains(cure, CountryCodes.Fault(code), StringComparison.Ordinal);
}
