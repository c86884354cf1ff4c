using System.Collections.Generic;
using System.Runtime.CompilerServices;
using Amazon.Lambda.APIGatewayEvents;
using Amazon.Lambda.Core;

namespace Corpus.Clean.SynchronizedMethods;

/// <summary>[MethodImpl(Synchronized)] takes the lock of the instance, or of the type for static methods.</summary>
public sealed class Ledger
{
    private static int s_ledgers;
    private readonly Dictionary<string, decimal> _balances = [];
    private decimal _total;

    public Ledger() => Registered();

    [MethodImpl(MethodImplOptions.Synchronized)]
    public void Book(string account, decimal amount)
    {
        _balances[account] = _balances.GetValueOrDefault(account) + amount;
        _total += amount;
    }

    public decimal Total
    {
        [MethodImpl(MethodImplOptions.Synchronized)]
        get => _total;
    }

    [MethodImpl(MethodImplOptions.Synchronized | MethodImplOptions.NoInlining)]
    public static int Registered() => ++s_ledgers;
}

public class Function
{
    private readonly Ledger _ledger = new();

    public decimal Handle(APIGatewayProxyRequest request, ILambdaContext context)
    {
        var own = new Ledger();
        own.Book(request.Path, 1);
        _ledger.Book(request.RequestContext.AccountId, decimal.Parse(request.Body));
        return _ledger.Total - own.Total;
    }
}
