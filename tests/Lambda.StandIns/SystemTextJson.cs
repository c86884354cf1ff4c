// stand-in for the package Amazon.Lambda.Serialization.SystemTextJson: its names and signatures, no behaviour.
using System;
using System.IO;
using System.Text.Json;
using System.Text.Json.Serialization;
using Amazon.Lambda.Core;

namespace Amazon.Lambda.Serialization.SystemTextJson;

public abstract class AbstractLambdaJsonSerializer
{
    protected AbstractLambdaJsonSerializer(Action<JsonWriterOptions>? jsonWriterCustomizer)
    {
    }

    public void Serialize<T>(T response, Stream responseStream)
    {
    }

    public T Deserialize<T>(Stream requestStream) => default!;

    protected virtual JsonSerializerOptions CreateDefaultJsonSerializationOptions() => new();

    protected abstract void InternalSerialize<T>(Utf8JsonWriter writer, T response);

    protected abstract T InternalDeserialize<T>(byte[] utf8Json);
}

public class DefaultLambdaJsonSerializer : AbstractLambdaJsonSerializer, ILambdaSerializer
{
    public DefaultLambdaJsonSerializer()
        : base(null)
    {
    }

    public DefaultLambdaJsonSerializer(Action<JsonSerializerOptions> customizer)
        : base(null)
    {
    }

    public DefaultLambdaJsonSerializer(Action<JsonSerializerOptions> customizer, Action<JsonWriterOptions> jsonWriterCustomizer)
        : base(jsonWriterCustomizer)
    {
    }

    protected JsonSerializerOptions SerializerOptions { get; } = new();

    protected override void InternalSerialize<T>(Utf8JsonWriter writer, T response)
    {
    }

    protected override T InternalDeserialize<T>(byte[] utf8Json) => default!;
}

public class CamelCaseLambdaJsonSerializer : DefaultLambdaJsonSerializer
{
}

public class SourceGeneratorLambdaJsonSerializer<TSGContext> : AbstractLambdaJsonSerializer, ILambdaSerializer
    where TSGContext : JsonSerializerContext
{
    public SourceGeneratorLambdaJsonSerializer()
        : base(null)
    {
    }

    public SourceGeneratorLambdaJsonSerializer(Action<JsonSerializerOptions> customizer)
        : base(null)
    {
    }

    public SourceGeneratorLambdaJsonSerializer(TSGContext jsonSerializerContext, Action<JsonSerializerOptions>? customizer = null, Action<JsonWriterOptions>? jsonWriterCustomizer = null)
        : base(jsonWriterCustomizer)
    {
    }

    protected JsonSerializerOptions SerializerOptions { get; } = new();

    protected override void InternalSerialize<T>(Utf8JsonWriter writer, T response)
    {
    }

    protected override T InternalDeserialize<T>(byte[] utf8Json) => default!;
}
