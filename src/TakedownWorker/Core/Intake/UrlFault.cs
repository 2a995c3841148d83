namespace TakedownWorker.Core.Intake;

/// <summary>Why an address is refused. What is not understood is refused, never guessed.</summary>
internal enum UrlFault
{
    Empty,
    TooLong,
    ControlOrSpace,
    NotHttp,
    Backslash,
    UserInfo,
    NoHost,
    BadHost,
    NumericHost,
    BadPort,
    MixedScripts,
    DisguisedHost,
    LookAlike,
}

/// <summary>Sentences for people: what is wrong and the cure, without the address itself.</summary>
internal static class UrlFaults
{
    public static string Explain(UrlFault fault) => fault switch
    {
        UrlFault.Empty => "the address is empty: give one address a line",
        UrlFault.TooLong => $"the address is longer than {ReportedUrl.MaxLength} characters: give the address of the page itself",
        UrlFault.ControlOrSpace => "the address holds a space or a control character: copy it from the browser's address bar",
        UrlFault.NotHttp => "the address does not start with http:// or https://: give the whole address",
        UrlFault.Backslash => "the address holds a backslash, which programs read in different ways: write / instead",
        UrlFault.UserInfo => "the address holds a user name or password before @: leave that part out",
        UrlFault.NoHost => "the address has no host: give the whole address",
        UrlFault.BadHost => "the host is not a valid name or address: copy it from the browser's address bar",
        UrlFault.NumericHost => "the host is a number that is not four decimal parts (192.0.2.1): give it in that form",
        UrlFault.BadPort => "the port is not a number from 1 to 65535: correct it or leave it out",
        UrlFault.MixedScripts => "the host mixes letters of different alphabets to look like another name: copy it from the browser's address bar",
        UrlFault.DisguisedHost => "the host is written with characters that stand for other letters: copy it from the browser's address bar",
        UrlFault.LookAlike => "the host spells the name of a well-known platform in other letters: report the platform's own address, or ask whoever runs this name",
        _ => "the address is not understood",
    };
}

/// <summary>Either the address or why it was refused; exactly one is set.</summary>
internal sealed record UrlResult(ReportedUrl? Url, UrlFault? Fault);
