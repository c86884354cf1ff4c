using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using Amazon.Lambda.Core;

namespace Corpus.Hazards.UselessLocks;

public record Order(string Id, int Number, decimal Total);

/// <summary>Every lock here has an object that no other invocation locks.</summary>
public class Function
{
    private static readonly Dictionary<string, decimal> s_totals = [];
    private static decimal s_sum;
    private static int s_orders;
    private static int s_key = 1;
    private object _replaced = new();
    private List<string> _batch = [];
    private int _rounds;

    private static object Gate => new();

    public async Task<decimal> Handle(Order order, ILambdaContext context)
    {
        lock (new object()) //! LMI1009
        {
            s_totals[order.Id] = order.Total;
        }

        var gate = new object();
        lock (gate) //! LMI1009
        {
            s_sum += order.Total;
        }

        Boxed(order.Number);
        Text(order);
        Entered();
        Replaced();
        Batch(order.Id);
        OfTheEvent(order);
        await PerCallAsync();
        return s_sum;
    }

    private static void Boxed(int number)
    {
        lock ((object)number) //! LMI1009
        {
            s_orders++;
        }

        lock ((object)s_key) //! LMI1009
        {
            s_sum++;
        }
    }

    private static void Text(Order order)
    {
        lock ("order-" + order.Id) //! LMI1009
        {
            s_orders++;
        }

        lock (order.Id) //! LMI1009
        {
            s_sum++;
        }
    }

    private static void Entered()
    {
        var gate = new object();
        Monitor.Enter(gate); //! LMI1009
        try
        {
            s_orders++;
        }
        finally
        {
            Monitor.Exit(gate);
        }

        lock (Gate) //! LMI1009
        {
            s_sum++;
        }
    }

    private void Replaced()
    {
        lock (_replaced) //! LMI1009
        {
            _rounds++;
            _replaced = new object();
        }
    }

    private void Batch(string id)
    {
        lock (_batch) //! LMI1009
        {
            _batch.Add(id);
            if (_batch.Count > 10)
            {
                _batch = [];
            }
        }
    }

    private static void OfTheEvent(Order order)
    {
        lock (order) //! LMI1009
        {
            s_orders++;
        }
    }

    private static async Task PerCallAsync()
    {
        using var gate = new SemaphoreSlim(1, 1);
        await gate.WaitAsync(); //! LMI1009
        try
        {
            s_orders++;
        }
        finally
        {
            gate.Release();
        }
    }
}
