using System.Net.Sockets;
using System.Security.Authentication;
using TakedownWorker.Core.Monitoring;

namespace TakedownWorker.Fetching;

/// <summary>Which expected failure an exception of the HTTP library stands for; null: none, it is a fault of ours.</summary>
internal static class LookFailures
{
    public static LookFailure? Of(Exception? exception)
    {
        for (var e = exception; e is not null; e = e.InnerException)
        {
            if (OfOne(e) is { } failure)
            {
                return failure;
            }
        }

        return exception is HttpRequestException ? LookFailure.ProtocolError : null;
    }

    private static LookFailure? OfOne(Exception e) => e switch
    {
        LookStoppedException stopped => stopped.Failure,

        // What SafeConnect stopped lies deeper in the chain than the library's own reading of it.
        HttpRequestException { InnerException: LookStoppedException } => null,
        HttpRequestException http => OfError(http.HttpRequestError),
        HttpIOException io => OfError(io.HttpRequestError),
        AuthenticationException => LookFailure.TlsFailure,
        TimeoutException => LookFailure.Timeout,
        InvalidDataException => LookFailure.ProtocolError,
        SocketException or IOException => LookFailure.ConnectFailure,
        _ => null,
    };

    private static LookFailure? OfError(HttpRequestError error) => error switch
    {
        HttpRequestError.NameResolutionError => LookFailure.DnsFailure,
        HttpRequestError.ConnectionError => LookFailure.ConnectFailure,
        HttpRequestError.ResponseEnded => LookFailure.ConnectFailure,
        HttpRequestError.SecureConnectionError => LookFailure.TlsFailure,
        HttpRequestError.ConfigurationLimitExceeded => LookFailure.TooLarge,
        HttpRequestError.Unknown => null,
        _ => LookFailure.ProtocolError,
    };
}
