using System.Globalization;
using System.Threading;

namespace OrderIntake;

/// <summary>Which request is being served. Tracing is its correct twin.</summary>
public static class RequestLog
{
    // Hazard (LMI1006): one request at a time.
    public static string RequestId { get; set; } = "";
}

/// <summary>The same, kept with the flow of each invocation. Nothing is reported here.</summary>
public static class Tracing
{
    private static readonly AsyncLocal<string> s_requestId = new();

    public static void Begin(string requestId) => s_requestId.Value = requestId;

    public static string Receipt(int number) => s_requestId.Value + "#" + number.ToString(CultureInfo.InvariantCulture);
}
