using System.Threading;
using Amazon.Lambda.APIGatewayEvents;
using Amazon.Lambda.Core;

namespace Corpus.Hazards.CountersAndSums;

/// <summary>Read-modify-write of shared numbers: int, long, decimal, double, flags. The twins are atomic, locked or local.</summary>
public class Function
{
    private static readonly object s_gate = new();
    private static int s_requests;
    private static int s_safeRequests;
    private static long s_bytes;
    private static long s_safeBytes;
    private static double s_load;
    private decimal _revenue;
    private decimal _safeRevenue;
    private int _flags;

    public decimal Handle(APIGatewayProxyRequest request, ILambdaContext context)
    {
        var own = 0m;
        own += request.Body.Length;
        s_requests++; //! LMI1002
        Interlocked.Increment(ref s_safeRequests);
        s_bytes += request.Body.Length; //! LMI1002
        Interlocked.Add(ref s_safeBytes, request.Body.Length);
        _revenue += own; //! LMI1002
        lock (s_gate)
        {
            _safeRevenue += own;
            own += _safeRevenue;
        }

        Decay();
        _flags |= 1; //! LMI1002
        return own;
    }

    private static void Decay() => s_load = s_load * 0.9 + 0.1; //! LMI1002
}
