using System.Collections.Generic;
using System.Text.Json;
using System.Threading.Tasks;
using Amazon.Lambda.APIGatewayEvents;
using Amazon.Lambda.Core;
using Amazon.Lambda.Serialization.SystemTextJson;

[assembly: LambdaSerializer(typeof(DefaultLambdaJsonSerializer))]

namespace OrderIntake;

/// <summary>
/// Takes batches of orders (POST) and sums them up (GET). One object of this class serves every invocation of the process. The order side is
/// written as for classic Lambda, and every hazard is marked; the stock side does the same things right.
/// </summary>
public sealed class OrderFunction
{
    private readonly OrderLedger _orders = new();
    private readonly StockLedger _stock = new();
    private readonly Prices _prices = new();
    private readonly Warehouse _warehouse = new();

    // Hazard (LMI1006): one customer at a time.
    private string _customer = "";

    public async Task<APIGatewayProxyResponse> HandleAsync(APIGatewayProxyRequest request, ILambdaContext context)
    {
        if (request.HttpMethod == "GET")
        {
            return Answer(200, JsonSerializer.Serialize(SumUp()));
        }

        if (JsonSerializer.Deserialize<Order[]>(request.Body) is not { Length: > 0 } orders)
        {
            return Answer(400, "");
        }

        _customer = request.Headers["x-customer"];
        RequestLog.RequestId = context.AwsRequestId;
        Tracing.Begin(context.AwsRequestId);

        foreach (var order in orders)
        {
            _stock.Reserve(order.Sku, order.Quantity);
        }

        await _warehouse.AnnounceAsync(orders[0]);

        // A local: each invocation has its own.
        var confirmations = new List<Confirmation>();
        foreach (var order in orders)
        {
            var total = order.Quantity * _prices.Of(order.Sku) * await _prices.RateAsync(order.Currency);
            confirmations.Add(Confirm(total));
        }

        return Answer(201, JsonSerializer.Serialize(confirmations));
    }

    private Confirmation Confirm(decimal total)
    {
        var number = _orders.Accept(_customer, total);
        return new Confirmation(number, _customer, total, RequestLog.RequestId, Tracing.Receipt(number));
    }

    private Summary SumUp() => new(
        _orders.Accepted, _orders.Revenue, _orders.FullPallets, _orders.ByCustomer(), _orders.JournalLines,
        _stock.Units, Prices.ListsLoaded, Prices.RateTablesLoaded);

    private static APIGatewayProxyResponse Answer(int status, string body) => new() { StatusCode = status, Body = body };
}
