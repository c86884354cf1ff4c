using System.Collections.Generic;
using System.IO;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using Amazon.Lambda.Core;
using Amazon.Lambda.Serialization.SystemTextJson;

namespace Corpus.Clean.FreshDtos;

public class Customer
{
    public string Name { get; set; } = "";
    public Address Home { get; set; } = new();
    public Dictionary<string, List<string>> Tags { get; set; } = [];
}

public class Address
{
    public string City { get; set; } = "";
    public int[] Floors { get; set; } = [];
}

/// <summary>Setters through chains, arrays and lists of objects that were deserialized for this call.</summary>
public class Function
{
    private static readonly JsonSerializerOptions Options = new() { PropertyNameCaseInsensitive = true };
    private readonly DefaultLambdaJsonSerializer _serializer = new();

    public async Task<Stream> Handle(Stream input, ILambdaContext context)
    {
        var customer = await JsonSerializer.DeserializeAsync<Customer>(input, Options) ?? new Customer();
        customer.Home.City = customer.Home.City.Trim();
        customer.Home.Floors = customer.Home.Floors.Length == 0 ? new int[3] : customer.Home.Floors;
        customer.Home.Floors[0]++;
        customer.Tags["seen"] = ["now"];
        customer.Tags["seen"].Add(context.AwsRequestId);

        var node = JsonNode.Parse("{}")!.AsObject();
        node["name"] = customer.Name;
        node.Add("city", customer.Home.City);

        var stream = new MemoryStream();
        _serializer.Serialize(node.ToJsonString(), stream);
        stream.Position = 0;
        return stream;
    }
}
