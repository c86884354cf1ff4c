using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Runtime.Loader;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using Amazon.Lambda.APIGatewayEvents;
using Amazon.Lambda.Core;

namespace Stress;

using Handler = Func<APIGatewayProxyRequest, ILambdaContext, Task<APIGatewayProxyResponse>>;

/// <summary>
/// One process of the function: a fresh copy of the assembly, so that statics are unset, one handler object, and 64 callers that begin at the same
/// moment. A caller holds its thread until its invocation ends, as the runtime does for a class-library handler.
/// </summary>
internal static class ConcurrentLoad
{
    public const int Concurrency = 64;
    public const int Orders = Concurrency * OrdersPerCaller;
    private const int OrdersPerCaller = BatchesPerCaller * OrdersPerBatch;
    private const int BatchesPerCaller = 10;
    private const int OrdersPerBatch = 50;
    private const int PalletSize = 40;

    /// <summary>Runs the orders of one process, asks for the summary, and adds what is wrong to the tally.</summary>
    public static void Run(byte[] assembly, Tally tally)
    {
        var context = new AssemblyLoadContext("process", isCollectible: true);
        try
        {
            var answers = new ConcurrentQueue<(string Customer, string RequestId, JsonElement Body)>();
            var threw = 0;
            var handle = Handle(context, assembly);
            using (var start = new Barrier(Concurrency))
            {
                var callers = Enumerable.Range(0, Concurrency).Select(caller => new Thread(() =>
                {
                    start.SignalAndWait();
                    for (var batch = 0; batch < BatchesPerCaller; batch++)
                    {
                        var (customer, requestId) = ($"customer-{caller}", $"request-{caller}-{batch}");
                        try
                        {
                            foreach (var confirmation in Body(handle(Post(customer), new Context(requestId))).EnumerateArray())
                            {
                                answers.Enqueue((customer, requestId, confirmation));
                            }
                        }
                        catch (Exception)
                        {
                            Interlocked.Increment(ref threw);
                        }
                    }
                })).ToList();
                callers.ForEach(static c => c.Start());
                callers.ForEach(static c => c.Join());
            }

            tally.Threw.Wrong += threw;
            Count(answers, tally);
            try
            {
                Count(Body(handle(new APIGatewayProxyRequest { HttpMethod = "GET" }, new Context("summary"))), tally);
            }
            catch (ArgumentException)
            {
                tally.BrokenSummaries.Wrong++; // a null or doubled key in a broken dictionary
            }
        }
        finally
        {
            context.Unload();
        }
    }

    private static Handler Handle(AssemblyLoadContext context, byte[] assembly)
    {
        var type = context.LoadFromStream(new MemoryStream(assembly)).GetType("OrderIntake.OrderFunction", throwOnError: true)!;
        return type.GetMethod("HandleAsync")!.CreateDelegate<Handler>(Activator.CreateInstance(type));
    }

    private static readonly string s_batch = "[" + string.Join(',', Enumerable.Repeat("""{ "Sku": "SKU-4", "Quantity": 2, "Currency": "USD" }""", OrdersPerBatch)) + "]";

    private static APIGatewayProxyRequest Post(string customer) => new()
    {
        HttpMethod = "POST",
        Headers = new Dictionary<string, string> { ["x-customer"] = customer },
        Body = s_batch,
    };

    /// <summary>Two of SKU-4 at 5 each, at the rate for USD.</summary>
    private const decimal TotalOfOne = 2 * 5 * 2;

    private static JsonElement Body(Task<APIGatewayProxyResponse> response) => JsonDocument.Parse(response.GetAwaiter().GetResult().Body).RootElement;

    private static void Count(IReadOnlyCollection<(string Customer, string RequestId, JsonElement Body)> answers, Tally tally)
    {
        tally.NumberTwice.Wrong += answers.Count - answers.Select(static a => a.Body.GetProperty("Number").GetInt32()).Distinct().Count();
        tally.OtherCustomer.Wrong += answers.Count(static a => a.Body.GetProperty("Customer").GetString() != a.Customer);
        tally.OtherRequest.Wrong += answers.Count(static a => a.Body.GetProperty("RequestId").GetString() != a.RequestId);
        tally.OtherReceipt.Wrong += answers.Count(static a => !a.Body.GetProperty("Receipt").GetString()!.StartsWith(a.RequestId + "#", StringComparison.Ordinal));
    }

    private static void Count(JsonElement summary, Tally tally)
    {
        tally.OrdersUncounted.Wrong += Math.Abs(Orders - summary.GetProperty("Accepted").GetInt32());
        tally.RevenueMissing.Wrong += (long)Math.Abs(Orders * TotalOfOne - summary.GetProperty("Revenue").GetDecimal());
        tally.PalletsUncounted.Wrong += Math.Abs(Orders / PalletSize - summary.GetProperty("FullPallets").GetInt32());
        tally.JournalLinesMissing.Wrong += Math.Abs(Orders - summary.GetProperty("JournalLines").GetInt32());
        tally.ListsLoadedAgain.Wrong += summary.GetProperty("PriceListsLoaded").GetInt32() - 1;
        tally.RatesLoadedAgain.Wrong += summary.GetProperty("RateTablesLoaded").GetInt32() - 1;
        tally.UnitsMissing.Wrong += Math.Abs(Orders * 2 - summary.GetProperty("UnitsReserved").GetInt32());

        var byCustomer = summary.GetProperty("OrdersByCustomer").EnumerateObject().ToDictionary(static p => p.Name, static p => p.Value.GetInt32());
        tally.CustomerOrdersMissing.Wrong += Enumerable.Range(0, Concurrency).Sum(caller => Math.Abs(OrdersPerCaller - byCustomer.GetValueOrDefault($"customer-{caller}")));
    }

    private sealed class Context(string requestId) : ILambdaContext
    {
        public string AwsRequestId => requestId;

        public IClientContext ClientContext => throw new NotSupportedException();

        public string FunctionName => "OrderIntake";

        public string FunctionVersion => "1";

        public ICognitoIdentity Identity => throw new NotSupportedException();

        public string InvokedFunctionArn => "";

        public ILambdaLogger Logger => throw new NotSupportedException();

        public string LogGroupName => "";

        public string LogStreamName => "";

        public int MemoryLimitInMB => 4096;

        public TimeSpan RemainingTime => TimeSpan.FromSeconds(30);
    }
}
