using System.Net.Sockets;
using System.Security.Authentication;

namespace TakedownWorker.ContactLookup;

/// <summary>A look-up that was stopped on purpose; never leaves this folder.</summary>
internal sealed class LookupStoppedException(string note) : IOException(note)
{
    public string Note { get; } = note;
}

/// <summary>Faults of the network and of servers, as notes.</summary>
internal static class LookupFailures
{
    /// <summary>Null: not a fault of a source but of this program.</summary>
    public static string? NoteOf(Exception fault) => fault switch
    {
        LookupStoppedException stopped => stopped.Note,
        { InnerException: LookupStoppedException inner } => inner.Note,
        HttpRequestException { InnerException: AuthenticationException } or AuthenticationException => "its certificate is not trusted",
        InvalidDataException => "its answer is broken",
        HttpRequestException or IOException or SocketException => "no connection",
        DnsClient.DnsResponseException => "no answer",
        _ => null,
    };
}
